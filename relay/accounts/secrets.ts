import { createHash } from 'node:crypto';

/** 256 bits: nobody guesses a token, so its hash needs no salt and no slowness. */
const TOKEN_BYTES = 32;
/** 60 bits in twelve letters that nobody confuses (Crockford's base 32), good for days behind a rate limit. */
const CODE_LETTERS = 12;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function createToken(randomBytes: (size: number) => Uint8Array): string {
  return Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url');
}

/** `7K2M-9QXR-4TBD`. */
export function createCode(randomBytes: (size: number) => Uint8Array): string {
  const letters = [...randomBytes(CODE_LETTERS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** What is stored instead of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The same for every way in which people type a code: small letters, spaces, O for 0, I and L for 1. */
export function hashCode(code: string): string {
  const letters = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return hashToken(`code:${letters}`);
}
