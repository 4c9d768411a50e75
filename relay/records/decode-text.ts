import { TextDecoder } from 'node:util';
import { AppError } from '../../shared/domain/app-error.ts';

/**
 * The text of a file in UTF-8, or in UTF-16 with a byte order mark, chunk by chunk. Throws AppError `invalid-input` at
 * the first byte that is neither: a spreadsheet's plain "CSV" is in the letters of its country, and reading that as
 * UTF-8 would quietly spoil every name with an accent.
 */
export async function* decodeText(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(hasUtf16Mark(chunk) ? 'utf-16le' : 'utf-8', { fatal: true });
    yield decode(decoder, chunk);
  }
  if (decoder !== undefined) yield decode(decoder);
}

function hasUtf16Mark(chunk: Buffer): boolean {
  return chunk[0] === 0xff && chunk[1] === 0xfe;
}

/** Without a chunk: the end, where half a letter is a mistake too. */
function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new AppError(
      'invalid-input',
      'The file is not in UTF-8. Save it as "CSV UTF-8" in the spreadsheet and import it again.',
      { cause },
    );
  }
}
