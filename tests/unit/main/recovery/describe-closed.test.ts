import { expect, test } from 'vitest';
import { DatabaseError } from '../../../../main/db/database-error.ts';
import { describeClosed } from '../../../../main/recovery/describe-closed.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';

test.each([
  [new DatabaseError('from-future', ''), 'cache-from-future'],
  [new DatabaseError('full', ''), 'disk-full'],
  [new DatabaseError('failed', ''), 'cache-unavailable'],
  [new AppError('secrets-unavailable', ''), 'keychain-locked'],
  [new AppError('internal', ''), 'cache-unavailable'],
  ['a word', 'cache-unavailable'],
])('%o is told as %s', (error, id) => {
  expect(describeClosed(error, { lastUsed: '0.9.0', current: '0.1.0' }).id).toBe(id);
});

test('who comes from a newer version is told both', () => {
  const { text } = describeClosed(new DatabaseError('from-future', ''), {
    lastUsed: '0.9.0',
    current: '0.1.0',
  });
  expect(text).toMatch(/version 0\.9\.0 of the app; this is version 0\.1\.0/u);
});
