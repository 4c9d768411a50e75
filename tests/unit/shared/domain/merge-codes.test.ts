import { expect, it, test } from 'vitest';
import {
  fillVariables,
  MERGE_CODES,
  type MergeSource,
  resolveMergeCode,
} from '../../../../shared/domain/merge-codes.ts';
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

it('uses the first name where nobody wrote how a person likes to be called', () => {
  const record = { ...source.record!, knownAs: '' };
  expect(resolveMergeCode('KNOWNAS', { ...source, record })).toBe('Samantha');
});

it('trims every code, and has an empty value for each that is missing', () => {
  const record = {
    knownAs: ' a ',
    firstName: ' a ',
    lastName: ' a ',
    jobTitle: ' a ',
    company: ' a ',
    emails: [' a '],
  };
  for (const code of MERGE_CODES) {
    expect(resolveMergeCode(code, { record, user: { displayName: ' a ' } })).toBe('a');
    expect(resolveMergeCode(code, nobody)).toBe('');
  }
});
