import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';

/** Where the configuration says that the keys are. At most one of `key` and `keyFile`. */
export type SecretKeyConfig = {
  readonly key: string | undefined;
  readonly keyFile: string | undefined;
  /** The key before the present one: what it sealed is sealed again with the present one. */
  readonly oldKey: string | undefined;
};

export type SecretKeys = {
  /** The present key first; empty when there is none. */
  list(): readonly Buffer[];
  /** The present key, made now if need be. Throws AppError `secrets-unavailable`. */
  getForSealing(): Buffer;
};

const KEY_BYTES = 32;
const KEY_FILE = 'secret.key';

/**
 * The keys of the configuration; without one, a file beside the data that is made when the first secret is sealed. Where
 * several relays share one log (`isShared`), none is made: each would have its own. Throws AppError `invalid-input` for a
 * key or a file that cannot be read.
 */
export function openSecretKeys(
  config: SecretKeyConfig,
  options: {
    readonly dataDirectory: string;
    readonly isShared: boolean;
    readonly randomBytes: (size: number) => Uint8Array;
  },
): SecretKeys {
  const file = path.join(options.dataDirectory, KEY_FILE);
  const given = readGiven(config);
  const old = config.oldKey === undefined ? [] : [getKey(config.oldKey, 'RELAY_SECRET_KEY_OLD')];
  // After a change to a key of the configuration, the file still opens what it sealed.
  const list = () => [...(given === undefined ? [] : [given]), ...readKeyFile(file), ...old];
  return {
    list,
    getForSealing() {
      const present = given ?? readKeyFile(file)[0];
      if (present !== undefined) return present;
      if (options.isShared) throw new AppError('secrets-unavailable', NEEDS_SHARED_KEY);
      return makeKeyFile(file, options.randomBytes(KEY_BYTES));
    },
  };
}

const NEEDS_SHARED_KEY =
  'The relay has no key to encrypt it with. Several relays may share this log, so each needs the same key: set RELAY_SECRET_KEY or RELAY_SECRET_KEY_FILE.';

/** 32 bytes in base64 (with or without padding, also the URL's) or hex; undefined for anything else. */
export function parseSecretKey(text: string): Buffer | undefined {
  const trimmed = text.trim();
  const bytes = /^[\da-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : readBase64(trimmed);
  return bytes?.length === KEY_BYTES ? bytes : undefined;
}

function readBase64(text: string): Buffer | undefined {
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

function readGiven({ key, keyFile }: SecretKeyConfig): Buffer | undefined {
  if (key !== undefined) return getKey(key, 'RELAY_SECRET_KEY');
  return keyFile === undefined ? undefined : getKey(readText(keyFile), 'The file of RELAY_SECRET_KEY_FILE');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('invalid-input', 'The file of RELAY_SECRET_KEY_FILE cannot be read.', { cause });
  }
}

function getKey(text: string, name: string): Buffer {
  const key = parseSecretKey(text);
  if (key !== undefined) return key;
  throw new AppError('invalid-input', `${name} ${KEY_SHAPE}`);
}

/** For every place where a key may be given. */
export const KEY_SHAPE = 'must be 32 random bytes in base64 or hex. This makes one: openssl rand -base64 32';

function readKeyFile(file: string): readonly Buffer[] {
  try {
    return [getKey(readFileSync(file, 'utf8'), `The file ${KEY_FILE} in the relay’s data`)];
  } catch (error) {
    // Reading and parsing throw nothing but errors of the system and AppError.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Readable by the relay's own user only. Where another process was faster, its key counts. */
function makeKeyFile(file: string, key: Uint8Array): Buffer {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    try {
      writeSync(descriptor, `${Buffer.from(key).toString('base64')}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return getKey(readFileSync(file, 'utf8'), `The file ${KEY_FILE} in the relay’s data`);
}
