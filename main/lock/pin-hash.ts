import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** About a tenth of a second and 64 MB for each guess. https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };
const BYTES = 32;

/** What is kept of a PIN: a slow digest with a salt of its own. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('base64')}:${(await derive(pin, salt)).toString('base64')}`;
}

export async function isSamePin(pin: string, kept: string): Promise<boolean> {
  const [salt = '', digest = ''] = kept.split(':');
  const expected = Buffer.from(digest, 'base64');
  const found = await derive(pin, Buffer.from(salt, 'base64'));
  return expected.length === found.length && timingSafeEqual(expected, found);
}

function derive(pin: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin.normalize('NFKC'), salt, BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
