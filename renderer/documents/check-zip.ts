import { TOO_LARGE, UnreadableDocument } from './read-file.ts';

/** Of everything in it together: far more than a CV has, far less than the memory of a window. */
const MOST_BYTES = 80 * 1024 * 1024;
const MOST_ENTRIES = 3_000;
const END = 0x06_05_4b_50;
const ENTRY = 0x02_01_4b_50;
const NOT_WORD = new UnreadableDocument('It is damaged, or no Word document. Open it or save it.');

/**
 * Whether a stranger's archive may be unpacked: every entry is inflated once and counted, because what an archive says of its
 * own size is the stranger's word. Throws UnreadableDocument.
 */
export async function checkZip(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  let left = MOST_BYTES;
  for (const part of listParts(bytes)) {
    if (!part.isDeflated) left -= part.bytes.length;
    else left -= await countInflated(part.bytes, left);
    if (left < 0) throw TOO_LARGE;
  }
}

type Part = { readonly bytes: Uint8Array<ArrayBuffer>; readonly isDeflated: boolean };

/** Source: PKWARE, APPNOTE 6.3: the central directory and the heads of the entries. */
function listParts(bytes: Uint8Array<ArrayBuffer>): readonly Part[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const end = findEnd(view);
    const count = view.getUint16(end + 10, true);
    if (count > MOST_ENTRIES) throw TOO_LARGE;
    const parts: Part[] = [];
    for (let index = 0, at = view.getUint32(end + 16, true); index < count; index += 1) {
      if (view.getUint32(at, true) !== ENTRY) throw NOT_WORD;
      const method = view.getUint16(at + 10, true);
      if (method !== 0 && method !== 8) throw NOT_WORD;
      const size = view.getUint32(at + 20, true);
      const head = view.getUint32(at + 42, true);
      const start = head + 30 + view.getUint16(head + 26, true) + view.getUint16(head + 28, true);
      parts.push({ bytes: bytes.subarray(start, start + size), isDeflated: method === 8 });
      at +=
        46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return parts;
  } catch (error) {
    // Beyond the end of the file.
    throw error instanceof RangeError ? NOT_WORD : error;
  }
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 66_000); at -= 1)
    if (view.getUint32(at, true) === END) return at;
  throw NOT_WORD;
}

/** Stops as soon as it is more than `most`. */
async function countInflated(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<number> {
  let count = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return count;
      count += value.length;
      if (count > most) return count;
    }
  } catch {
    throw NOT_WORD;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
