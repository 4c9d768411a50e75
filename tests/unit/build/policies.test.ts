import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listChoices } from '../../../build/policies/build-admx.ts';
import { CHOICE_WORDS, POLICY_WORDS, policyName } from '../../../build/policies/policy-words.ts';
import { POLICY_FILES } from '../../../build/policies/write-policies.ts';
import { MANAGED_NAMES, readManagedSettings } from '../../../main/provisioning/managed-settings.ts';
import { REGISTRY_KEY } from '../../../main/provisioning/registry-policy.ts';

const files = Object.entries(POLICY_FILES).map(([name, build]) => ({
  name,
  build,
  text: readFileSync(name, 'utf8'),
}));
const [admx, adml, profile] = files.map(({ text }) => text);

test.each(files)('$name is what the schema says; npm run docs:policies writes it anew', ({ build, text }) => {
  expect(text).toBe(build());
});

test.each(files)('$name is well-formed: every element that is opened is closed, in order', ({ text }) => {
  const open: string[] = [];
  for (const [, slash, name = '', end] of text.matchAll(/<(\/?)([A-Za-z]+)(?:\s[^<>]*?)?(\/?)>/gu)) {
    if (end === '/') continue;
    if (slash === '') open.push(name);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
});

test('every string and every presentation that the ADMX asks for is in the ADML, and no other', () => {
  const list = (text = '', pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, id]) => id));
  expect(list(adml, /<string id="([^"]+)"/gu)).toEqual(list(admx, /\$\(string\.([^)]+)\)/gu));
  expect(list(adml, /<presentation id="([^"]+)"/gu)).toEqual(list(admx, /\$\(presentation\.([^)]+)\)/gu));
});

test('each setting is a policy of the key that the app reads, under the name that it reads', () => {
  for (const name of MANAGED_NAMES) {
    const id = policyName(name);
    expect(admx).toContain(`<policy name="${id}" class="Both"`);
    expect(admx).toMatch(new RegExp(`valueName="${id}"`, 'u'));
    expect(profile).toContain(`<key>${id}</key>`);
  }
  expect(admx?.split(`key="${REGISTRY_KEY}"`)).toHaveLength(MANAGED_NAMES.length + 1);
});

test('the examples are settings that count, and the choices are those of the app', () => {
  const examples = Object.fromEntries(MANAGED_NAMES.map((name) => [name, POLICY_WORDS[name].example]));
  expect(readManagedSettings(examples)).toEqual({ settings: examples, problems: [] });
  const choices = [...listChoices('notificationContent'), ...listChoices('lockAfterMinutes')];
  expect(choices.sort()).toEqual(Object.keys(CHOICE_WORDS).sort());
});
