import { z } from 'zod';
import { MANAGED_FIELDS, MANAGED_NAMES, type ManagedName } from '../../main/provisioning/managed-settings.ts';
import { REGISTRY_KEY } from '../../main/provisioning/registry-policy.ts';
import { CHOICE_WORDS, POLICY_WORDS, escapeXml, policyName } from './policy-words.ts';

/** Group Policy's description of the settings. https://learn.microsoft.com/previous-versions/windows/desktop/policy/admx-schema */
export function buildAdmx(): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="colleague" namespace="ColleagueSoftware.Policies.ColleagueMessaging" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn>
    <definitions>
      <definition name="Supported" displayName="$(string.Supported)" />
    </definitions>
  </supportedOn>
  <categories>
    <category name="ColleagueMessaging" displayName="$(string.ColleagueMessaging)" />
  </categories>
  <policies>
${MANAGED_NAMES.map(buildPolicy).join('\n')}
  </policies>
</policyDefinitions>
`;
}

function buildPolicy(name: ManagedName): string {
  const id = policyName(name);
  const isSwitch = MANAGED_FIELDS[name] instanceof z.ZodBoolean;
  const how = isSwitch ? `valueName="${id}"` : `presentation="$(presentation.${id})"`;
  return `    <policy name="${id}" class="Both" displayName="$(string.${id})" explainText="$(string.${id}_Explain)" key="${escapeXml(REGISTRY_KEY)}" ${how}>
      <parentCategory ref="ColleagueMessaging" />
      <supportedOn ref="Supported" />
${isSwitch ? SWITCH_VALUES : buildElement(name, id)}
    </policy>`;
}

const SWITCH_VALUES = `      <enabledValue><decimal value="1" /></enabledValue>
      <disabledValue><decimal value="0" /></disabledValue>`;

function buildElement(name: ManagedName, id: string): string {
  const items = listChoices(name).map(
    (choice) =>
      `          <item displayName="$(string.${choiceId(id, choice)})"><value><string>${choice}</string></value></item>`,
  );
  const element =
    items.length === 0
      ? `        <text id="${id}" valueName="${id}" required="true" maxLength="500" />`
      : `        <enum id="${id}" valueName="${id}" required="true">\n${items.join('\n')}\n        </enum>`;
  return `      <elements>\n${element}\n      </elements>`;
}

/** The values that a setting may have; none where it is text or a switch. */
export function listChoices(name: ManagedName): readonly string[] {
  const field: z.ZodType = MANAGED_FIELDS[name];
  return field instanceof z.ZodEnum ? field.options.map(String) : [];
}

/** The words of the ADMX, in English. */
export function buildAdml(): string {
  const strings = MANAGED_NAMES.flatMap((name) => {
    const { title, explanation } = POLICY_WORDS[name];
    const id = policyName(name);
    const choices = listChoices(name).map((choice) => [choiceId(id, choice), wordOf(choice)] as const);
    return [[id, title] as const, [`${id}_Explain`, explanation] as const, ...choices].map(
      ([key, text]) => `      <string id="${key}">${escapeXml(text)}</string>`,
    );
  });
  const presentations = MANAGED_NAMES.filter((name) => !(MANAGED_FIELDS[name] instanceof z.ZodBoolean)).map(
    buildPresentation,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>Colleague Messaging</displayName>
  <description>What an administrator may settle for Colleague Messaging.</description>
  <resources>
    <stringTable>
      <string id="ColleagueMessaging">Colleague Messaging</string>
      <string id="Supported">Colleague Messaging 0.1 and later</string>
${strings.join('\n')}
    </stringTable>
    <presentationTable>
${presentations.join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`;
}

function buildPresentation(name: ManagedName): string {
  const id = policyName(name);
  const title = escapeXml(POLICY_WORDS[name].title);
  const field =
    listChoices(name).length === 0
      ? `<textBox refId="${id}"><label>${title}</label></textBox>`
      : `<dropdownList refId="${id}" noSort="true" defaultItem="0">${title}</dropdownList>`;
  return `      <presentation id="${id}">${field}</presentation>`;
}

/** Letters, digits and underscores are safe in every editor of policies. */
function choiceId(id: string, choice: string): string {
  return `${id}_${choice.replaceAll('-', '_')}`;
}

function wordOf(choice: string): string {
  // No two settings have the same choice; one without words would be shown as it is written.
  return Object.entries(CHOICE_WORDS).find(([value]) => value === choice)?.[1] ?? choice;
}
