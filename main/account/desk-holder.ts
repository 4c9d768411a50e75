import { join } from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Desk } from '../context.ts';
import { databaseName, removeDatabase } from './database-key.ts';
import type { LocalSettings, LocalSettingsStore } from './local-settings.ts';
import type { SecretBox } from './secret-box.ts';

type Account = NonNullable<LocalSettings['account']>;

export type DeskHolder = {
  readonly find: () => Desk | undefined;
  /** Throws `not-signed-in` when there is none. */
  readonly get: () => Desk;
  /** Opens the desk of the account in the settings, if there is one and its token can be read. */
  open(): Promise<void>;
  /** Ends everything of this user on this desktop: tokens, number, cache. */
  signOut(): Promise<void>;
  close(): Promise<void>;
};

/** Holds the one desk that is open. Opening and closing happen one after the other, never twice at a time. */
export function createDeskHolder(options: {
  readonly folder: string;
  readonly settings: LocalSettingsStore;
  readonly secrets: SecretBox;
  readonly openDesk: (account: Account, deviceToken: string) => Promise<Desk>;
  /** A desk was opened or closed. */
  readonly onChanged: () => void;
  /** The account is known, its secrets are not: the user has to enrol again. */
  readonly onSecretsLost: () => void;
}): DeskHolder {
  let desk: Desk | undefined;
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (task: () => Promise<void>): Promise<void> => {
    const done = turn.then(task);
    turn = done.catch(() => {
      // The caller of this task is told; the next one starts afresh.
    });
    return done;
  };

  const close = async () => {
    const open = desk;
    desk = undefined;
    await open?.stop();
  };

  return {
    find: () => desk,
    get() {
      if (desk === undefined) throw new AppError('not-signed-in', 'Sign in first.');
      return desk;
    },
    open: () =>
      inTurn(async () => {
        const { account } = options.settings.get();
        if (account === undefined || desk !== undefined) return;
        const token = await options.secrets.find(account.user.id, 'device-token');
        if (token === undefined) return options.onSecretsLost();
        desk = await options.openDesk(account, token);
        options.onChanged();
      }),
    signOut: () =>
      inTurn(async () => {
        const { account } = options.settings.get();
        await close();
        if (account !== undefined) {
          for (const name of ['device-token', 'database-key', 'own-number-token'] as const) {
            options.secrets.forget(account.user.id, name);
          }
          await removeDatabase(join(options.folder, databaseName(account.user.id)));
        }
        options.settings.update({ account: undefined, ownNumber: undefined });
        options.onChanged();
      }),
    close: () => inTurn(close),
  };
}
