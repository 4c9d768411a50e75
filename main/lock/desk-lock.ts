import type { LocalSettingsStore } from '../account/local-settings.ts';
import type { SecretBox } from '../account/secret-box.ts';
import type { Preferences } from '../../shared/domain/preferences.ts';
import { hashPin, isSamePin } from './pin-hash.ts';

export type LockView = {
  readonly isLocked: boolean;
  /** It is to lock, and nobody has chosen a PIN yet. */
  readonly needsPin: boolean;
  readonly canAskSystem: boolean;
};

/** Whether the desk was opened, and why not. */
export type UnlockAnswer = { readonly isUnlocked: boolean; readonly problem?: string };

/** Whether the PIN was changed, and why not. */
export type PinAnswer = { readonly isChanged: boolean; readonly problem?: string };

export type DeskLock = {
  readonly isLocked: () => boolean;
  /** Undefined where nothing is to lock. */
  describe(): Promise<LockView | undefined>;
  /** A desk was opened or closed: the first one of a start is locked, where somebody has chosen a PIN. */
  follow(): void;
  /** Nobody has touched the computer for so many seconds. */
  noteIdle(seconds: number): void;
  setPin(pin: string): Promise<void>;
  /** Another PIN in the place of this one, or none any more. Wrong tries count as they do at the lock. */
  changePin(pin: string, next: string | undefined): Promise<PinAnswer>;
  unlock(pin: string): Promise<UnlockAnswer>;
  askSystem(): Promise<UnlockAnswer>;
};

/** So many wrong PINs are free; each one after them makes the next wait twice as long. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60 * 60_000;

/** Hides what is on screen after a time of idleness. Data is protected by the keychain; this is for whoever passes by. */
export function createDeskLock(options: {
  readonly settings: LocalSettingsStore;
  readonly secrets: SecretBox;
  readonly findUserId: () => string | undefined;
  readonly lockAfter: () => Preferences['lockAfter'];
  /** The system's own way to know its user; undefined where Electron offers none. */
  readonly askSystem: (() => Promise<boolean>) | undefined;
  readonly now: () => number;
  /** From now on nothing may be seen, also of what was shown outside of the window. */
  readonly onLocked: () => void;
  readonly onChanged: () => void;
}): DeskLock {
  const { settings, secrets, findUserId, now } = options;
  let isLocked = false;
  let hasBegun = false;
  const findMinutes = () => {
    const chosen = options.lockAfter();
    return findUserId() === undefined || chosen === 'never' ? undefined : Number(chosen);
  };
  const set = (next: boolean) => {
    if (isLocked === next) return;
    isLocked = next;
    if (next) options.onLocked();
    options.onChanged();
  };
  const open = (): UnlockAnswer => {
    settings.update({ lockFailures: undefined });
    set(false);
    return { isUnlocked: true };
  };
  /** Undefined for the right one. */
  const tryPin = async (pin: string): Promise<string | undefined> => {
    const { count, at } = settings.get().lockFailures ?? { count: 0, at: 0 };
    const waitMs = findWaitMs(count, now() - at);
    if (waitMs > 0) return describeWait(waitMs);
    // Counted first: ending the app in the middle of a guess does not make it free.
    settings.update({ lockFailures: { count: count + 1, at: now() } });
    const userId = findUserId();
    const kept = userId === undefined ? undefined : await secrets.find(userId, 'lock-pin');
    if (kept === undefined) return NO_PIN;
    if (await isSamePin(pin, kept)) return undefined;
    const nextMs = findWaitMs(count + 1, 0);
    return nextMs > 0 ? `${WRONG} ${describeWait(nextMs)}` : WRONG;
  };
  return {
    isLocked: () => isLocked,
    async describe() {
      const userId = findUserId();
      if (userId === undefined || (findMinutes() === undefined && !isLocked)) return undefined;
      const needsPin = !isLocked && (await secrets.find(userId, 'lock-pin')) === undefined;
      return { isLocked, needsPin, canAskSystem: options.askSystem !== undefined };
    },
    follow() {
      const userId = findUserId();
      if (userId === undefined) {
        isLocked = false;
        return;
      }
      if (!hasBegun) isLocked = findMinutes() !== undefined && secrets.isStored(userId, 'lock-pin');
      hasBegun = true;
    },
    noteIdle(seconds) {
      const minutes = findMinutes();
      if (minutes !== undefined && seconds >= minutes * 60) set(true);
    },
    async setPin(pin) {
      const userId = findUserId();
      // Another one needs this one (`changePin`): whoever finds the desk open must not lock its owner out.
      if (userId === undefined || isLocked || (await secrets.find(userId, 'lock-pin')) !== undefined) return;
      await secrets.keep(userId, 'lock-pin', await hashPin(pin));
      options.onChanged();
    },
    async changePin(pin, next) {
      const userId = findUserId();
      if (userId === undefined || isLocked) return { isChanged: false, problem: NO_PIN };
      const problem = await tryPin(pin);
      if (problem !== undefined) return { isChanged: false, problem };
      settings.update({ lockFailures: undefined });
      if (next === undefined) secrets.forget(userId, 'lock-pin');
      else await secrets.keep(userId, 'lock-pin', await hashPin(next));
      return { isChanged: true };
    },
    async unlock(pin) {
      const problem = await tryPin(pin);
      return problem === undefined ? open() : { isUnlocked: false, problem };
    },
    async askSystem() {
      const isOwner = (await options.askSystem?.().catch(() => false)) ?? false;
      return isOwner
        ? open()
        : { isUnlocked: false, problem: 'The system did not confirm it. Enter your PIN.' };
    },
  };
}

const WRONG = 'That is not the PIN.';
const NO_PIN = 'No PIN is kept on this desktop. Sign out and in again with a new code.';

/** A clock that was set back makes nobody wait longer than the wait itself. */
function findWaitMs(failures: number, passedMs: number): number {
  if (failures < FREE_TRIES) return 0;
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES), LONGEST_WAIT_MS);
  return passedMs < 0 ? waitMs : waitMs - passedMs;
}

function describeWait(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1_000);
  const time = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return `Try again in ${time}.`;
}
