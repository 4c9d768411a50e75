export type PictureSize = { readonly width: number; readonly height: number };

const PNG = 0x89_50_4e_47;
const GIF = 0x47_49_46_38;
const JPEG = 0xff_d8;

/**
 * How large a PNG, GIF or JPEG says that it is, read from its head before anything makes pixels of it; undefined for
 * what is none of them. Source: PNG 11.2.2, GIF89a 18, ITU T.81 B.2.2.
 */
export function measurePicture(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (view.getUint32(0) === PNG) return { width: view.getUint32(16), height: view.getUint32(20) };
    if (view.getUint32(0) === GIF) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    return view.getUint16(0) === JPEG ? measureJpeg(view) : undefined;
  } catch (error) {
    // Beyond the end of the file.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The frame's head is the one that tells the size; what lies before it is passed over by its length. */
function measureJpeg(view: DataView): PictureSize | undefined {
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // C4, C8 and CC are tables.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  }
}
