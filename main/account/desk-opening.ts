import { AppError } from '../../shared/domain/app-error.ts';

const LOOK_AGAIN_MS = 2_000;

/** Opens the desk, and once more at the user's word, or when the keychain that stood in the way was unlocked. */
export type DeskOpening = {
  /** Never throws: what stood in the way was told. */
  start(): Promise<void>;
  /** It was open, and had to be closed. */
  noteClosed(error: unknown): void;
  /** The user has asked for it, or has just unlocked the computer. Does nothing unless something stood in the way. */
  again(): Promise<void>;
  stop(): void;
};

export function createDeskOpening(options: {
  readonly open: () => Promise<void>;
  /** As far as it can be known without asking the user for a password: that is done at their word only. */
  readonly isKeychainLocked: () => Promise<boolean>;
  readonly onOpened: () => void;
  readonly onFailed: (error: unknown) => void;
}): DeskOpening {
  let isWaiting = false;
  let isStopped = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const noteClosed = (error: unknown) => {
    options.onFailed(error);
    isWaiting = true;
  };
  const attempt = async () => {
    clearTimeout(timer);
    isWaiting = false;
    try {
      await options.open();
      options.onOpened();
    } catch (error) {
      noteClosed(error);
      // A keychain that was open all the time fails for another reason, and would fail again.
      const isKeychain = error instanceof AppError && error.code === 'secrets-unavailable';
      if (isKeychain && (await options.isKeychainLocked())) lookAgain();
    }
  };
  const run = () =>
    (running ??= attempt().finally(() => {
      running = undefined;
    }));
  const lookAgain = () => {
    if (isStopped || !isWaiting) return;
    timer = setTimeout(() => {
      void options.isKeychainLocked().then((isLocked) => {
        if (isLocked) lookAgain();
        else if (isWaiting && !isStopped) void run();
      });
    }, LOOK_AGAIN_MS);
  };
  return {
    start: run,
    noteClosed,
    again: async () => {
      if (!isStopped && (isWaiting || running !== undefined)) await run();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
