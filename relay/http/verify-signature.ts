import { type KeyObject, createHash, createHmac, timingSafeEqual } from 'node:crypto';

const PREFIX = 'sha256=';
/** The prefix and 32 bytes in hexadecimal: reading the digits would stop without a word at what is none. */
const LENGTH = PREFIX.length + 64;

/**
 * Whether Meta signed these bytes: HMAC-SHA256 of the body exactly as received, in `X-Hub-Signature-256`. In constant
 * time. Source: Meta, validating payloads.
 */
export function isSignedByMeta(body: Uint8Array, header: unknown, appSecret: KeyObject | string): boolean {
  if (typeof header !== 'string' || header.length !== LENGTH || !header.startsWith(PREFIX)) return false;
  const given = Buffer.from(header.slice(PREFIX.length), 'hex');
  const expected = createHmac('sha256', appSecret).update(body).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Whether two secrets are the same, in a time that tells nothing about either. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
