import { expect, it, test } from 'vitest';
import { recordName, recordSchema } from '../../../../shared/domain/record.ts';

test.each([
  [{ firstName: 'Samantha', lastName: 'Taylor', knownAs: 'Sam' }, 'Samantha Taylor'],
  [{ knownAs: 'Sam', lastName: 'Taylor' }, 'Sam Taylor'],
  [{ lastName: 'Taylor' }, 'Taylor'],
  [{ emails: ['sam@example.co.uk'] }, 'sam@example.co.uk'],
  [{}, 'Unnamed'],
])('%j is called %j', (described, name) => {
  expect(recordName(recordSchema.parse({ id: 'r1', kind: 'candidate', updatedAt: 0, ...described }))).toBe(
    name,
  );
});

it('needs no more than an id, a kind and a time', () => {
  expect(recordSchema.parse({ id: 'r1', kind: 'contact', updatedAt: 0 })).toMatchObject({
    phones: [],
    emails: [],
    firstName: '',
  });
});

test.each([
  { id: '', kind: 'candidate', updatedAt: 0 },
  { id: 'r1', kind: 'company', updatedAt: 0 },
  { id: 'r1', kind: 'candidate', updatedAt: 'now' },
  { id: 'r1', kind: 'candidate', updatedAt: 0, phones: [{ raw: 'x'.repeat(61) }] },
  { id: 'r1', kind: 'candidate', updatedAt: 0, emails: Array(11).fill('a@b.co') },
])('refuses %j', (row) => {
  expect(recordSchema.safeParse(row).success).toBe(false);
});
