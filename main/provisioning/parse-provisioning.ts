import { type ManagedFindings, readManagedSettings } from './managed-settings.ts';

/** What an administrator writes fits many times. */
export const MAX_PROVISIONING_BYTES = 64 * 1024;

/** The content of a provisioning file: JSON in UTF-8, or in UTF-16 with its mark, as Notepad and PowerShell write it. */
export function parseProvisioning(bytes: Uint8Array): ManagedFindings {
  if (bytes.length > MAX_PROVISIONING_BYTES) return unusable('it is larger than 64 KB');
  const text = decode(bytes);
  if (text === undefined) return unusable('it is neither UTF-8 nor UTF-16 text');
  if (text.trim() === '') return unusable('it is empty');
  try {
    return readManagedSettings(JSON.parse(text));
  } catch (error) {
    const [, line] = /\(line (\d+) /u.exec(String(error)) ?? [];
    const place = line === undefined ? '' : ` near line ${line}`;
    return unusable(`it is not JSON${place} (a comma too many, a quotation mark or a brace too few?)`);
  }
}

/** Nothing in it could be used. */
export function unusable(problem: string): ManagedFindings {
  return { settings: {}, problems: [problem] };
}

/** By the mark at its beginning, which does not belong to the text; undefined for bytes that are no text. */
function decode(bytes: Uint8Array): string | undefined {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const encoding = mark === '255 254' ? 'utf-16le' : mark === '254 255' ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
