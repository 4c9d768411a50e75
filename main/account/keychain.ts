import { safeStorage } from 'electron';
import { AppError } from '../../shared/domain/app-error.ts';
import { KEYCHAIN_SHUT, type Keychain } from './secret-box.ts';

/** Electron 42 and later. Older runtimes (the one of the tests) have only the synchronous calls. */
type AsyncSafeStorage = {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(text: string): Promise<Buffer>;
  decryptStringAsync(bytes: Buffer): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
};
type SyncSafeStorage = {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(bytes: Buffer): string;
};

/** On Linux: ciphertext by Secret Service starts with v11, by the portal with v12; v10 is a constant key of Chromium. */
const REAL_LINUX_TAGS: readonly string[] = ['v11', 'v12'];

/**
 * The system's keychain through safeStorage, opened at the first use, after a probe that tells a real one from Chromium's
 * constant key. A keychain may ask the user for its password, and the synchronous calls hold up the whole process until it
 * has it: those wait for `whenPainted`, so that there is a window that says what happens. One that says that it is locked is
 * not touched: it throws `secrets-unavailable`, and can be asked again.
 */
export function createKeychain(whenPainted: Promise<void>, isLocked: () => Promise<boolean>): Keychain {
  let opened: Promise<{ readonly calls: Calls; readonly isReal: boolean }> | undefined;
  const open = async () => {
    if (!hasAsyncCalls(safeStorage)) await whenPainted;
    if (await isLocked()) throw new AppError('secrets-unavailable', KEYCHAIN_SHUT, { retryable: true });
    const calls = hasAsyncCalls(safeStorage) ? asyncCalls(safeStorage) : syncCalls(safeStorage);
    return { calls, isReal: (await calls.isAvailable()) && (await isRealBackend(calls)) };
  };
  const opening = () =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));
  return {
    isReal: async () => (await opening()).isReal,
    seal: async (text) => (await opening()).calls.seal(text),
    unseal: async (bytes) => (await opening()).calls.unseal(bytes),
  };
}

type Calls = Pick<Keychain, 'seal' | 'unseal'> & { isAvailable(): Promise<boolean> };

async function isRealBackend(calls: Calls): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const backend = safeStorage.getSelectedStorageBackend();
  if (backend === 'basic_text' || backend === 'unknown') return false;
  try {
    const probe = Buffer.from(await calls.seal('probe'));
    return REAL_LINUX_TAGS.includes(probe.subarray(0, 3).toString('latin1'));
  } catch {
    // A keyring that is locked or gone encrypts nothing: the app starts, keeps nothing and says so.
    return false;
  }
}

function hasAsyncCalls(storage: object): storage is AsyncSafeStorage {
  return 'encryptStringAsync' in storage;
}

function asyncCalls(storage: AsyncSafeStorage): Calls {
  return {
    isAvailable: () => storage.isAsyncEncryptionAvailable(),
    seal: (text) => storage.encryptStringAsync(text),
    async unseal(bytes) {
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(Buffer.from(bytes));
      return { text: result, mustReseal: shouldReEncrypt };
    },
  };
}

function syncCalls(storage: SyncSafeStorage): Calls {
  return {
    isAvailable: async () => storage.isEncryptionAvailable(),
    seal: async (text) => storage.encryptString(text),
    unseal: async (bytes) => ({ text: storage.decryptString(Buffer.from(bytes)), mustReseal: false }),
  };
}
