import { expect, it, test } from 'vitest';
import { fillVariables } from '../../../../shared/domain/fill-variables.ts';
import type { MergeSource } from '../../../../shared/domain/merge-codes.ts';
import { type Template, templateSchema } from '../../../../shared/domain/template.ts';

const source: MergeSource = {
  record: {
    knownAs: 'Sam',
    firstName: 'Samantha',
    lastName: 'Taylor',
    jobTitle: 'Site Manager',
    company: 'Example Ltd',
    emails: ['sam@example.co.uk', 'other@example.co.uk'],
  },
  user: { displayName: 'Priya Shah' },
};
const nobody: MergeSource = { record: undefined, user: { displayName: '' } };

function template(body: string, parameterFormat: Template['parameterFormat'] = 'positional'): Template {
  return templateSchema.parse({
    id: '1',
    wabaId: '2',
    name: 'n',
    language: 'en_GB',
    status: 'approved',
    category: 'utility',
    parameterFormat,
    body,
    buttons: [{ kind: 'url', text: 'x', url: 'https://example.co.uk/{{1}}' }],
    syncedAt: 0,
  });
}

it('fills {{1}} to {{3}} with the known name, the consultant and the email address', () => {
  const filled = fillVariables(template('{{1}} {{2}} {{3}} {{4}}'), source);
  expect(filled.map(({ key, mergeCode, value, isFallback }) => [key, mergeCode, value, isFallback])).toEqual([
    ['body:1', 'KNOWNAS', 'Sam', false],
    ['body:2', 'CONSULTANTUSERNAME', 'Priya Shah', false],
    ['body:3', 'PRIMARYEMAILADDRESS', 'sam@example.co.uk', false],
    ['body:4', undefined, '', true],
    ['button:0:1', undefined, '', true],
  ]);
});

test.each([
  ['first_name', 'Sam'],
  ['First_Name', 'Sam'],
  ['last_name', 'Taylor'],
  ['role', 'Site Manager'],
  ['company', 'Example Ltd'],
  ['email', 'sam@example.co.uk'],
  ['consultant', 'Priya Shah'],
  ['anything_else', ''],
  ['constructor', ''],
  ['__proto__', ''],
  ['0', ''],
])('fills {{%s}} with %j', (name, value) => {
  expect(fillVariables(template(`{{${name}}}`, 'named'), source)[0]?.value).toBe(value);
});

test.each([
  ['1', 'there', true],
  ['job_title', 'your role', true],
  ['company', 'your company', true],
  ['2', '', true],
  ['3', '', true],
])('greets nobody with a gap: {{%s}} falls back to %j', (name, value, isFallback) => {
  expect(fillVariables(template(`{{${name}}}`), nobody)[0]).toMatchObject({ value, isFallback });
});

const letter = template('Hi {{1}}, {{2}} here about {{3}}');
const fill = (chosen: Parameters<typeof fillVariables>[2], from = source) =>
  fillVariables(letter, from, chosen).map(({ value, isFallback }) => [value, isFallback]);

it('fills by the administrator’s choice, and by the suggestion where nothing was chosen', () => {
  expect(
    fill([
      { key: 'body:1', mergeCode: 'LASTNAME', fallback: 'there' },
      { key: 'body:3', fallback: 'the role in Leeds' },
    ]),
  ).toEqual([
    ['Taylor', false],
    ['Priya Shah', false],
    ['the role in Leeds', false],
    ['', true],
  ]);
});

it('uses the chosen fallback where the record has no value, and says so', () => {
  expect(fill([{ key: 'body:1', mergeCode: 'JOBTITLE', fallback: 'your next role' }], nobody)[0]).toEqual([
    'your next role',
    true,
  ]);
});

it('leaves out what was chosen for a variable that is gone', () => {
  expect(fill([{ key: 'body:9', fallback: 'never' }])).toHaveLength(4);
});
