import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ICNS_TYPES, ICO_SIZES, packIcns, packIco } from '../../../../build/icons/pack-icons.mjs';

const PNG_MARK = '89504e470d0a1a0a';
/** Width and height stand at the same place of every PNG. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

test('the icon for Windows holds a picture of every size where its list says', () => {
  const ico = readFileSync('build/icons/icon.ico');
  expect([ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([1, ICO_SIZES.length]);
  const pictures = ICO_SIZES.map((_size, index) => {
    const at = 6 + 16 * index;
    const start = ico.readUInt32LE(at + 12);
    return ico.subarray(start, start + ico.readUInt32LE(at + 8));
  });
  expect(pictures.map((png) => png.toString('hex', 0, 8))).toEqual(ICO_SIZES.map(() => PNG_MARK));
  expect(pictures.map(sizeOf)).toEqual(ICO_SIZES.map((size) => [size, size]));
  expect(
    packIco(ICO_SIZES.map((size, index) => ({ size, png: pictures[index] ?? Buffer.alloc(0) }))),
  ).toEqual(ico);
});

test('the icon for macOS holds a picture of every size under its name', () => {
  const icns = readFileSync('build/icons/icon.icns');
  expect([icns.toString('ascii', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
  const found: { type: string; size: readonly number[] }[] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const png = icns.subarray(at + 8, at + icns.readUInt32BE(at + 4));
    found.push({ type: icns.toString('ascii', at, at + 4), size: sizeOf(png) });
  }
  expect(found).toEqual(ICNS_TYPES.map(({ type, size }) => ({ type, size: [size, size] })));
});

test('a size that was not drawn stops the icon for macOS', () => {
  expect(() => packIcns(new Map())).toThrow('no image of 16 pixels');
});
