import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyIntegrity } from '../../../../build/runtime/verify-integrity.mjs';
import { makeTemporaryFolder } from '../temporary-folder.ts';

/** The published SHA-512 of "abc" (FIPS 180-2, appendix C.1), in base64. */
const ABC = 'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==';

test('The pinned content is accepted.', async () => {
  await expect(verifyIntegrity(makeFile('abc'), ABC)).resolves.toBeUndefined();
});

test.each([
  ['another content', 'abd', ABC],
  ['an empty file', '', ABC],
  ['a digest of another kind', 'abc', 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='],
  ['no digest', 'abc', ''],
])('%s is refused.', async (_case, content, expected) => {
  await expect(verifyIntegrity(makeFile(content), expected)).rejects.toThrow('not the file that was pinned');
});

test('A file that is not there is refused.', async () => {
  await expect(verifyIntegrity(join(makeTemporaryFolder(), 'none'), ABC)).rejects.toThrow('ENOENT');
});

function makeFile(content: string): string {
  const file = join(makeTemporaryFolder(), 'file');
  writeFileSync(file, content);
  return file;
}
