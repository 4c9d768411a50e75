import { expect, it } from 'vitest';
import { MERGE_CODES, type MergeSource, resolveMergeCode } from '../../../../shared/domain/merge-codes.ts';

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
