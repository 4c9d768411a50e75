import { expect, test } from 'vitest';
import {
  completeMapping,
  isMappingStale,
  suggestMapping,
} from '../../../../shared/domain/template-mapping.ts';

const template = {
  body: 'Hi {{1}}, {{2}} here',
  buttons: [{ kind: 'url', text: 'x', url: 'https://a/{{1}}' }],
};
const asTemplate = template as Parameters<typeof suggestMapping>[0];
const chosen = [
  { key: 'body:1', mergeCode: 'LASTNAME', fallback: 'friend' },
  { key: 'body:2', fallback: 'the agency' },
  { key: 'button:0:1', fallback: 'jobs' },
] as const;

test('suggests what the product asks for, with a fallback where a gap would embarrass', () => {
  expect(suggestMapping(asTemplate)).toEqual([
    { key: 'body:1', mergeCode: 'KNOWNAS', fallback: 'there' },
    { key: 'body:2', mergeCode: 'CONSULTANTUSERNAME', fallback: '' },
    { key: 'button:0:1', fallback: '' },
  ]);
});

test('a choice counts for the variables that exist, in their order', () => {
  expect(completeMapping(asTemplate, [chosen[1]])).toEqual([
    { key: 'body:1', mergeCode: 'KNOWNAS', fallback: 'there' },
    chosen[1],
    { key: 'button:0:1', fallback: '' },
  ]);
});

test.each([
  ['the same variables', asTemplate, false],
  ['one more', { ...asTemplate, body: 'Hi {{1}}, {{2}} here, {{3}}' }, true],
  ['one fewer', { ...asTemplate, body: 'Hi {{1}}' }, true],
  ['another one in its place', { ...asTemplate, body: 'Hi {{1}}, {{agency}} here' }, true],
])('a template with %s is flagged rightly', (_what, changed, isStale) => {
  expect(isMappingStale(changed, chosen)).toBe(isStale);
});
