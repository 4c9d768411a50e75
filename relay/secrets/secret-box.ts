import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { AppError } from '../../shared/domain/app-error.ts';
import type { SecretKeys } from './secret-keys.ts';

/** Encrypts what the relay must keep and nobody else may read. What it seals is text that tells nothing. */
export type SecretBox = {
  /**
   * AES-256-GCM. `purpose` is authenticated with it: what was sealed for one purpose does not open for another. Throws
   * AppError `secrets-unavailable` when there is no key.
   */
  seal(plain: string, purpose: string): string;
  /** Throws AppError `secrets-unavailable` with what to do when the key is missing, is another one, or the text was changed. */
  open(sealed: string, purpose: string): { readonly plain: string; readonly isSealedWithOldKey: boolean };
};

const FORMAT = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createSecretBox(keys: SecretKeys, randomBytes: (size: number) => Uint8Array): SecretBox {
  return {
    seal(plain, purpose) {
      const key = keys.getForSealing();
      const id = nameKey(key);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(describe(id, purpose));
      const bytes = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const parts = Buffer.concat([nonce, cipher.getAuthTag(), bytes]);
      return `${FORMAT}.${id}.${parts.toString('base64url')}`;
    },
    open(sealed, purpose) {
      const [format, id = '', text = ''] = sealed.split('.');
      if (format !== FORMAT) throw damaged();
      const known = keys.list();
      const key = known.find((one) => nameKey(one) === id);
      if (key === undefined) throw wrongKey(known.length > 0);
      const bytes = Buffer.from(text, 'base64url');
      return { plain: decrypt(key, bytes, describe(id, purpose)), isSealedWithOldKey: key !== known[0] };
    },
  };
}

function decrypt(key: Buffer, bytes: Buffer, described: Buffer): string {
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw damaged();
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(described);
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const head = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([head, decipher.final()]).toString('utf8');
  } catch {
    throw damaged();
  }
}

/** Which key sealed a text, so that a wrong key can be told from a changed text. Tells nothing about 256 random bits. */
function nameKey(key: Buffer): string {
  return createHash('sha256').update('relay secret key\n').update(key).digest('hex').slice(0, 12);
}

function describe(keyId: string, purpose: string): Buffer {
  return Buffer.from(`${FORMAT}.${keyId}.${purpose}`, 'utf8');
}

function wrongKey(hasKey: boolean): AppError {
  return new AppError(
    'secrets-unavailable',
    hasKey
      ? 'It was encrypted with another key than the relay has now. Give the former key as RELAY_SECRET_KEY_OLD and start the relay again, or enter it anew.'
      : 'The key that it was encrypted with is missing. Set RELAY_SECRET_KEY or RELAY_SECRET_KEY_FILE, or put the file secret.key back into the relay’s data, and start the relay again; or enter it anew.',
  );
}

function damaged(): AppError {
  return new AppError(
    'secrets-unavailable',
    'What is stored was changed or is damaged: it does not fit its key. Enter it anew.',
  );
}
