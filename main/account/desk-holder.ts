import { join } from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Desk } from '../context.ts';
import { removeMediaFolders } from '../media/media-folder.ts';
import { databaseName, removeDatabase } from './database-key.ts';
import type { LocalSettings, LocalSettingsStore } from './local-settings.ts';
import type { SecretBox } from './secret-box.ts';

type Account = NonNullable<LocalSettings['account']>;

type DeskEvents = {
  readonly onRevoked: () => void;
  readonly onLost: (reason: 'ended' | 'damaged') => void;
  readonly mustRebuild: boolean;
};

const A_WHILE_MS = 5 * 60_000;
const MOST_LOSSES = 3;

export type DeskHolder = {
  readonly find: () => Desk | undefined;
  /** Throws `not-signed-in` when there is none. */
  readonly get: () => Desk;
  /** Opens the desk of the account in the settings, if there is one and its token can be read. */
  open(): Promise<void>;
  /** Ends everything of this user on this desktop (tokens, number, cache), and the desktop at the relay. */
  signOut(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  readonly folder: string;
  readonly settings: LocalSettingsStore;
  readonly secrets: SecretBox;
  /** The desk calls `onRevoked` when the relay says that this desktop has to wipe itself, `onLost` when its database is gone. */
  readonly openDesk: (account: Account, deviceToken: string, events: DeskEvents) => Promise<Desk>;
  /** The database of the desk was lost; the desk is opened anew. */
  readonly onDatabaseLost: (reason: 'ended' | 'damaged') => void;
  /** It was lost again and again, or could not be opened any more: nobody is signed in until the app starts again. */
  readonly onGivenUp: (error: unknown) => void;
  readonly now: () => number;
  /** Ends the desktop at the relay; false when the relay could not be told. Called when nothing is left here. */
  readonly revokeDevice: (account: Account, deviceToken: string) => Promise<boolean>;
  /** The user has signed out, and the relay does not know. */
  readonly onNotRevoked: () => void;
  /** A desk was opened or closed. */
  readonly onChanged: () => void;
  /** The account is known, its secrets are not: the user has to enrol again. */
  readonly onSecretsLost: () => Promise<void>;
  /** An administrator has removed this desktop: everything of the user is gone from it, or goes at the next start. */
  readonly onWiped: (failure: Error | undefined) => void;
};

/** Holds the one desk that is open. Opening and closing happen one after the other, never twice at a time. */
export function createDeskHolder(options: Options): DeskHolder {
  const { settings } = options;
  let desk: Desk | undefined;
  const inTurn = createTurns();

  const close = async () => {
    const open = desk;
    desk = undefined;
    await open?.stop();
  };

  /** Written down first: what is interrupted is finished at the next start. */
  const remove = async ({ user }: Account, wasRemoved: boolean) => {
    settings.update({
      account: undefined,
      ownNumber: undefined,
      lastPlace: undefined,
      lockFailures: undefined,
      leaving: { userId: user.id },
      ...(wasRemoved ? { wasRemoved } : {}),
    });
    await finishRemoval(options);
  };

  const findToken = (account: Account): Promise<string | undefined> =>
    options.secrets.find(account.user.id, 'device-token').catch(() => {
      // A keychain that stays locked keeps nobody from signing out.
      return undefined;
    });

  /** The word of the relay counts for the desktop that it was said to, and only once. */
  const wipe = async (revoked: Account) => {
    if (settings.get().account?.deviceId !== revoked.deviceId) return;
    let failure: Error | undefined;
    const note = (error: unknown) => {
      failure = error instanceof Error ? error : new Error('unknown', { cause: error });
    };
    // A desk that cannot be closed in order is no reason to keep what it had.
    await close().catch(note);
    await remove(revoked, true).catch(note);
    options.onWiped(failure);
    options.onChanged();
  };

  const open = async (mustRebuild: boolean) => {
    await finishRemoval(options);
    const { account } = settings.get();
    if (account === undefined || desk !== undefined) return;
    const token = await options.secrets.find(account.user.id, 'device-token');
    if (token === undefined) return options.onSecretsLost();
    let isOver = false;
    desk = await options.openDesk(account, token, {
      onRevoked: () => void inTurn(() => wipe(account)),
      onLost(reason) {
        if (isOver) return;
        isOver = true;
        void inTurn(() => reopen(reason)).catch(options.onGivenUp);
      },
      mustRebuild,
    });
    options.onChanged();
  };

  const lostAt: number[] = [];
  /** In order, as after a restart: what was in flight is judged as after a crash. */
  const reopen = async (reason: 'ended' | 'damaged') => {
    if (desk === undefined) return;
    options.onDatabaseLost(reason);
    lostAt.push(options.now());
    await close().catch(() => {
      // What is lost cannot be closed in order; its thread has ended or is about to.
    });
    if (lostAt.filter((at) => options.now() - at < A_WHILE_MS).length > MOST_LOSSES)
      throw new AppError('database', 'The data on this computer was lost again and again.');
    await open(reason === 'damaged');
  };

  return {
    find: () => desk,
    get() {
      if (desk === undefined) throw new AppError('not-signed-in', 'Sign in first.');
      return desk;
    },
    open: () => inTurn(() => open(false)),
    signOut: () =>
      inTurn(async () => {
        const { account } = settings.get();
        await close();
        if (account !== undefined) {
          const token = await findToken(account);
          await remove(account, false);
          // Last: whatever the network does, nothing of the user is here any more.
          const isRevoked = token !== undefined && (await options.revokeDevice(account, token));
          if (!isRevoked) options.onNotRevoked();
        }
        options.onChanged();
      }),
    close: () => inTurn(close),
  };
}

/** Removes what a user had here. The key goes first: without it the cache is unreadable even where it cannot be removed. */
async function finishRemoval({ folder, settings, secrets }: Options): Promise<void> {
  const { leaving } = settings.get();
  if (leaving === undefined) return;
  for (const name of ['device-token', 'database-key', 'own-number-token', 'lock-pin'] as const) {
    secrets.forget(leaving.userId, name);
  }
  await removeDatabase(join(folder, databaseName(leaving.userId)));
  await removeMediaFolders(folder, leaving.userId);
  settings.update({ leaving: undefined });
}

function createTurns(): (task: () => Promise<void>) => Promise<void> {
  let turn: Promise<void> = Promise.resolve();
  return (task) => {
    const done = turn.then(task);
    turn = done.catch(() => {
      // The caller of this task is told; the next one starts afresh.
    });
    return done;
  };
}
