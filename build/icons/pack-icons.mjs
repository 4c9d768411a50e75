// @ts-check

/** @typedef {{ size: number, png: Buffer }} SizedImage `size` in pixels, width and height alike */

/** Windows shows these sizes, from the list of files to the largest tile. */
export const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];

/**
 * Apple's names of the sizes: a second name for a size is that of a screen with twice the density.
 *
 * @type {readonly { type: string, size: number }[]}
 */
export const ICNS_TYPES = [
  { type: 'icp4', size: 16 },
  { type: 'ic11', size: 32 },
  { type: 'icp5', size: 32 },
  { type: 'ic12', size: 64 },
  { type: 'ic07', size: 128 },
  { type: 'ic13', size: 256 },
  { type: 'ic08', size: 256 },
  { type: 'ic14', size: 512 },
  { type: 'ic09', size: 512 },
  { type: 'ic10', size: 1024 },
];

const ICO_HEADER = 6;
const ICO_ENTRY = 16;

/**
 * An .ico file of PNG images, as Windows reads them since Vista.
 *
 * @param {readonly SizedImage[]} images
 * @returns {Buffer}
 */
export function packIco(images) {
  const head = Buffer.alloc(ICO_HEADER + ICO_ENTRY * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of images.entries()) {
    const at = ICO_HEADER + ICO_ENTRY * index;
    // One byte each: 256 is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...images.map(({ png }) => png)]);
}

/**
 * An .icns file.
 *
 * @param {ReadonlyMap<number, Buffer>} pngs by size; has every size of `ICNS_TYPES`
 * @returns {Buffer}
 */
export function packIcns(pngs) {
  const entries = ICNS_TYPES.map(({ type, size }) => {
    const png = pngs.get(size);
    if (png === undefined) throw new Error(`There is no image of ${size} pixels.`);
    return chunk(type, png);
  });
  return chunk('icns', Buffer.concat(entries));
}

/** @param {string} type @param {Buffer} content */
function chunk(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'ascii');
  head.writeUInt32BE(content.length + head.length, 4);
  return Buffer.concat([head, content]);
}
