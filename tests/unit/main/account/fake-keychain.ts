import { DEFAULT_PREFERENCES } from '../../../../shared/domain/preferences.ts';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { LocalSettings, LocalSettingsStore } from '../../../../main/account/local-settings.ts';
import type { Keychain } from '../../../../main/account/secret-box.ts';

/** A keychain with a real cipher and a key of its own: what another one sealed cannot be opened. */
export function createFakeKeychain(
  options: { readonly isReal?: boolean; readonly mustReseal?: boolean } = {},
): Keychain {
  const key = randomBytes(32);
  return {
    isReal: async () => options.isReal ?? true,
    async seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    async unseal(bytes) {
      const sealed = Buffer.from(bytes);
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(-16));
      const text = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString(
        'utf8',
      );
      return { text, mustReseal: options.mustReseal ?? false };
    },
  };
}

/** Settings in memory, with the real one's rule: an undefined part is removed. */
export function createMemorySettings(initial: Partial<LocalSettings> = {}): LocalSettingsStore {
  let current: LocalSettings = {
    schemaVersion: 2,
    preferences: DEFAULT_PREFERENCES,
    secrets: {},
    ...initial,
  };
  return {
    get: () => current,
    update(change) {
      const parts = Object.entries({ ...current, ...change }).filter(([, part]) => part !== undefined);
      // The parts of a whole and of a change to it are a whole again.
      current = Object.fromEntries(parts) as LocalSettings;
    },
    damage: undefined,
  };
}
