import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { AppError } from '../../shared/domain/app-error.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/**
 * How a file is written: by its byte order mark, else UTF-8 if all of it is, else Windows-1252, which is what spreadsheets
 * of Western Europe write as plain "CSV". Reads the whole file and holds little of it.
 */
export async function detectEncoding(chunks: AsyncIterable<Buffer>): Promise<Encoding> {
  let tail: Buffer | undefined;
  for await (const chunk of chunks) {
    if (tail === undefined && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
    if (tail === undefined && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
    const bytes = tail === undefined ? chunk : Buffer.concat([tail, chunk]);
    const whole = endOfLastLetter(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return 'windows-1252';
    tail = bytes.subarray(whole);
  }
  return tail === undefined || tail.length === 0 ? 'utf-8' : 'windows-1252';
}

/** Where a letter begins that may go on in the next chunk: a letter of UTF-8 has at most four bytes. */
function endOfLastLetter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (length > 1) return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The text, chunk by chunk. Throws AppError `invalid-input` at the first byte that is not of this encoding. */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding = 'utf-8',
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of chunks) yield decode(decoder, chunk);
  yield decode(decoder);
}

/** Without a chunk: the end, where half a letter is a mistake too. */
function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new AppError(
      'invalid-input',
      `The file is not in ${decoder.encoding.toUpperCase()}. Save it as "CSV UTF-8" in the spreadsheet and import it again.`,
      { cause },
    );
  }
}
