import type { NumberSettings } from '../../shared/ipc/number-views.ts';
import type { LocalSettingsStore } from '../account/local-settings.ts';
import type { SecretBox } from '../account/secret-box.ts';

export type OwnNumberDetails = {
  readonly phoneNumber: string;
  readonly wabaId: string;
  readonly phoneNumberId: string;
  readonly graphVersion: string;
};

/** The user's own WhatsApp number: details in the settings file, token in the SecretBox. */
export type OwnNumberStore = {
  find(): NumberSettings | undefined;
  findToken(): Promise<string | undefined>;
  save(details: OwnNumberDetails, token: string, checkedAt: number | undefined): Promise<void>;
  remove(): void;
};

export function createOwnNumberStore(
  owner: string,
  settings: LocalSettingsStore,
  secrets: SecretBox,
): OwnNumberStore {
  return {
    find() {
      const kept = settings.get().ownNumber;
      if (kept === undefined) return undefined;
      const isTokenKept = secrets.isStored(owner, 'own-number-token');
      return { ...kept, hasToken: kept.tokenLast4 !== '', isTokenKept, isFromRelay: false };
    },
    findToken: () => secrets.find(owner, 'own-number-token'),
    async save(details, token, checkedAt) {
      await secrets.keep(owner, 'own-number-token', token);
      const checked = checkedAt === undefined ? {} : { checkedAt };
      settings.update({ ownNumber: { ...details, ...checked, tokenLast4: token.slice(-4) } });
    },
    remove() {
      secrets.forget(owner, 'own-number-token');
      settings.update({ ownNumber: undefined });
    },
  };
}
