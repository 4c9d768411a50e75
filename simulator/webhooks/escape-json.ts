/** `current` is what the test vectors show; `older` adds the characters that older notes report (reference section 6.2). */
export type EscapeStyle = 'current' | 'older';

// Lone surrogates cannot occur: JSON.stringify writes them as escapes itself.
const notAscii = /[\u0080-\uffff]/g;

/** Serialises as Meta does: non-ASCII as lower-case \uXXXX, slash as \/. The bytes, not the value, are what is signed. */
export function serialiseAsMeta(value: unknown, style: EscapeStyle): Buffer {
  return Buffer.from(escapeJson(JSON.stringify(value), style), 'latin1');
}

/** Escapes text that is already JSON. */
export function escapeJson(json: string, style: EscapeStyle): string {
  const escaped = json
    .replaceAll('/', '\\/')
    .replace(notAscii, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (style === 'current') return escaped;
  return escaped.replaceAll('<', '\\u003C').replaceAll('%', '\\u0025').replaceAll('@', '\\u0040');
}
