import type { MessageId } from '../../shared/domain/ids.ts';

/** A document that cannot be shown, with a sentence for the user. */
export class UnreadableDocument extends Error {}

/** What is larger is for another program: a preview must not take the memory of the window. */
const LARGEST_BYTES = 40 * 1024 * 1024;
export const TOO_LARGE = new UnreadableDocument('It is too large to be shown here. Open it or save it.');

/** The bytes of a file that is here. Throws UnreadableDocument. */
export async function readFile(messageId: MessageId, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(`/media/${encodeURIComponent(messageId)}/bytes`, { signal });
  if (!response.ok) throw new UnreadableDocument('The file is not on this computer. Fetch it first.');
  if (Number(response.headers.get('content-length') ?? 0) > LARGEST_BYTES) throw TOO_LARGE;
  return new Uint8Array(await response.arrayBuffer());
}

const LONGEST_TEXT = 500_000;

/** Text as Windows or anybody else wrote it. */
export function readText(bytes: Uint8Array): string {
  const cut = bytes.subarray(0, LONGEST_TEXT);
  const isCut = cut.length < bytes.length;
  const text = decode(cut, isCut);
  return isCut ? `${text}\n\n… The rest is not shown here. Open the file to read all of it.` : text;
}

function decode(bytes: Uint8Array, isCut: boolean): string {
  try {
    // A cut may go through a letter.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
