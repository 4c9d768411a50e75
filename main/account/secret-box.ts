import { AppError } from '../../shared/domain/app-error.ts';
import type { LocalSettingsStore, Sealed } from './local-settings.ts';

/** Encrypts and decrypts with the system's keychain; see `createKeychain`. */
export type Keychain = {
  /** Whether a real keychain stands behind it. Without one nothing is written to disk. Throws while it is locked. */
  isReal(): Promise<boolean>;
  seal(text: string): Promise<Uint8Array>;
  unseal(bytes: Uint8Array): Promise<{ readonly text: string; readonly mustReseal: boolean }>;
};

export type SecretName = 'device-token' | 'database-key' | 'own-number-token' | 'lock-pin';

/**
 * The user's secrets. With a real keychain they are kept, sealed, in the settings file; without one they last until the
 * app ends, and `isKept` says so. A sealed entry is bound to its owner and name, so that entries cannot be exchanged.
 */
export type SecretBox = {
  /** Whether secrets outlast the app. Opens the keychain; throws `secrets-unavailable` while it is locked. */
  isKept(): Promise<boolean>;
  /** Whether this one does; without opening anything. */
  isStored(owner: string, name: SecretName): boolean;
  /** Undefined when there is none. Throws `secrets-unavailable` when there is one that cannot be opened. */
  find(owner: string, name: SecretName): Promise<string | undefined>;
  keep(owner: string, name: SecretName, value: string): Promise<void>;
  forget(owner: string, name: SecretName): void;
};

/** For the user: what a keychain that does not open asks of them. */
export const KEYCHAIN_SHUT =
  'The system’s keychain could not open what this app stored. Unlock it and try again, or sign in anew.';

export function createSecretBox(keychain: Keychain, settings: LocalSettingsStore): SecretBox {
  const opened = new Map<string, string>();
  const save = (id: string, entry: Sealed | undefined) => {
    const { [id]: _old, ...others } = settings.get().secrets;
    settings.update({ secrets: entry === undefined ? others : { ...others, [id]: entry } });
  };
  const seal = async (id: string, value: string): Promise<Sealed> => ({
    v: 1,
    ciphertext: Buffer.from(await keychain.seal(JSON.stringify({ id, value }))).toString('base64'),
  });
  return {
    isKept: () => keychain.isReal(),
    isStored: (owner, name) => settings.get().secrets[`${owner}/${name}`] !== undefined,
    async find(owner, name) {
      const id = `${owner}/${name}`;
      const known = opened.get(id);
      const entry = settings.get().secrets[id];
      if (known !== undefined || entry === undefined) return known;
      const { value, mustReseal } = await unseal(keychain, id, entry);
      opened.set(id, value);
      if (mustReseal) save(id, await seal(id, value));
      return value;
    },
    async keep(owner, name, value) {
      const id = `${owner}/${name}`;
      opened.set(id, value);
      if (await keychain.isReal()) save(id, await seal(id, value));
    },
    forget(owner, name) {
      const id = `${owner}/${name}`;
      opened.delete(id);
      save(id, undefined);
    },
  };
}

async function unseal(
  keychain: Keychain,
  id: string,
  entry: Sealed,
): Promise<{ value: string; mustReseal: boolean }> {
  try {
    const { text, mustReseal } = await keychain.unseal(Buffer.from(entry.ciphertext, 'base64'));
    const content = JSON.parse(text) as { id?: unknown; value?: unknown };
    if (content.id !== id || typeof content.value !== 'string')
      throw new Error('The entry belongs to another name.');
    return { value: content.value, mustReseal };
  } catch (cause) {
    throw new AppError('secrets-unavailable', KEYCHAIN_SHUT, { cause, retryable: true });
  }
}
