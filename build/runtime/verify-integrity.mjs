// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * Refuses a file whose content is not the one that was pinned.
 *
 * @param {string} file
 * @param {string} expected in the form of a lock file: `sha512-…` in base64
 * @returns {Promise<void>}
 * @throws {Error} naming both digests
 */
export async function verifyIntegrity(file, expected) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const actual = `sha512-${hash.digest('base64')}`;
  if (actual !== expected) {
    throw new Error(`${file} is not the file that was pinned: expected ${expected}, found ${actual}.`);
  }
}
