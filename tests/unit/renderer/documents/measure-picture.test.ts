import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { measurePicture } from '../../../../renderer/documents/measure-picture.ts';

const PNG = readFileSync(new URL('../../../../docs/pictures/5-chat-light.png', import.meta.url));
const GIF = Buffer.from('474946383961e8030a00', 'hex');
/** A comment of four bytes, then the frame: 8 bits, 200 high, 300 wide. */
const JPEG = Buffer.from('ffd8fffe00040000ffc200110800c8012c03', 'hex');

it.each([
  ['PNG', PNG, { width: 1_280, height: 800 }],
  ['GIF', GIF, { width: 1_000, height: 10 }],
  ['JPEG', JPEG, { width: 300, height: 200 }],
])('reads the size of a %s from its head', (_kind, bytes, size) => {
  expect(measurePicture(bytes)).toEqual(size);
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['a page', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a PNG that breaks off', PNG.subarray(0, 18)],
  ['a JPEG without a frame', Buffer.from('ffd8fffe00040000', 'hex')],
  ['a JPEG whose pieces have no length', Buffer.from('ffd8fffe0000fffe0000', 'hex')],
])('knows no size of %s', (_what, bytes) => {
  expect(measurePicture(bytes)).toBeUndefined();
});

it('ends with whatever bytes it is given', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      expect(measurePicture(Uint8Array.from([0xff, 0xd8, ...bytes]))?.width ?? 0).toBeLessThan(65_536);
    }),
  );
});
