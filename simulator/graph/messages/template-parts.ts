import type { Json, Template } from '../../world/entities.ts';
import { asArray, asObject, asString } from '../graph-request.ts';

/** The component of a template with this type ("HEADER", "BODY", "FOOTER", "BUTTONS"). */
export function findComponent(template: Pick<Template, 'components'>, type: string): Json | undefined {
  return template.components.find((component) => asString(component['type'])?.toUpperCase() === type);
}

/** The buttons of a template in order. */
export function listButtons(template: Pick<Template, 'components'>): readonly Json[] {
  return asArray(findComponent(template, 'BUTTONS')?.['buttons']).map((button) => asObject(button) ?? {});
}

/** The names of the placeholders in a text, each once, in order of first appearance: "1", "2" or "first_name". */
export function listVariables(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([a-z0-9_]+)\s*\}\}/g)].map((match) => match[1] ?? ''))];
}

/** The component of a send request, by type in any case. */
export function findSentComponent(sent: Json, type: string): Json | undefined {
  return listSentComponents(sent).find((component) => asString(component['type'])?.toLowerCase() === type);
}

/** The parameters that a send request gives for the button at `index` (a number or a string, reference section 2.7). */
export function findSentButton(sent: Json, index: number): Json | undefined {
  return listSentComponents(sent).find(
    (component) =>
      asString(component['type'])?.toLowerCase() === 'button' && String(component['index']) === String(index),
  );
}

/** The parameters of a component; an empty list where it is absent. */
export function listParameters(component: Json | undefined): readonly Json[] {
  return asArray(component?.['parameters']).map((parameter) => asObject(parameter) ?? {});
}

function listSentComponents(sent: Json): readonly Json[] {
  return asArray(sent['components']).map((component) => asObject(component) ?? {});
}
