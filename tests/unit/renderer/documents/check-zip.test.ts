import { expect, test } from 'vitest';
import { checkZip } from '../../../../renderer/documents/check-zip.ts';
import { makeDocx, makePdf, makeZip } from '../../../support/sample-documents.ts';

const bytesOf = (buffer: Buffer) => new Uint8Array(buffer);
const BOMB = Buffer.alloc(90 * 1024 * 1024);

/** An archive that says of its entry that it is small. */
function lie(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  const directory = copy.lastIndexOf('PK\x01\x02', undefined, 'latin1');
  copy.writeUInt32LE(10, directory + 24);
  copy.writeUInt32LE(10, 22);
  return copy;
}

test('A document of a usual size may be unpacked.', async () => {
  await expect(checkZip(bytesOf(makeDocx(['Curriculum vitae'])))).resolves.toBeUndefined();
});

test.each([
  ['an entry that swells', makeZip({ a: BOMB }), 'too large'],
  ['an entry that lies about it', lie(makeZip({ a: BOMB })), 'too large'],
  ['no archive', Buffer.from('Hello'), 'damaged'],
  ['nothing', Buffer.alloc(0), 'damaged'],
  ['another kind of file', makePdf('x'), 'damaged'],
  ['half an archive', makeDocx(['x']).subarray(100), 'damaged'],
  [
    'entries that are not entries',
    Buffer.from(makeDocx(['x']).map((byte, index) => (index > 40 && index < 200 ? 7 : byte))),
    'damaged',
  ],
])('What cannot be unpacked says why: %s.', async (_what, zip, words) => {
  await expect(checkZip(bytesOf(zip))).rejects.toThrow(words);
});
