import { afterAll, beforeEach, expect, test, vi } from 'vitest';

/* Electron is the one thing that plain Node does not have: its keychain is played here, in both of its shapes. */

const asked = vi.hoisted((): string[] => []);
const safeStorage = vi.hoisted((): Record<string, unknown> => ({}));
vi.mock('electron', () => ({ safeStorage }));

const { createKeychain } = await import('../../../../main/account/keychain.ts');

const isOpen = async () => false;
const SEALED = Buffer.from('v11sealed');
const named = <Value>(name: string, value: Value) => {
  asked.push(name);
  return value;
};
const SYNCHRONOUS = {
  getSelectedStorageBackend: () => named('backend', 'gnome_libsecret'),
  isEncryptionAvailable: () => named('available', true),
  encryptString: () => named('encrypt', SEALED),
  decryptString: () => named('decrypt', 'text'),
};
const ASYNCHRONOUS = {
  getSelectedStorageBackend: () => named('backend', 'gnome_libsecret'),
  isAsyncEncryptionAvailable: async () => named('available', true),
  encryptStringAsync: async () => named('encrypt', SEALED),
  decryptStringAsync: async () => named('decrypt', { result: 'text', shouldReEncrypt: true }),
};

/** Lets everything run that waits for nothing else. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

const platform = process.platform;
afterAll(() => void Object.defineProperty(process, 'platform', { value: platform }));

beforeEach(() => {
  // Only Linux has keychains that are none.
  Object.defineProperty(process, 'platform', { value: 'linux' });
  asked.length = 0;
  for (const name of Object.keys(safeStorage)) delete safeStorage[name];
});

test('a keychain that would hold up the process is left alone until the window has been painted', async () => {
  Object.assign(safeStorage, SYNCHRONOUS);
  let paint: () => void = () => undefined;
  const keychain = createKeychain(new Promise<void>((resolve) => (paint = resolve)), isOpen);
  const found = keychain.unseal(SEALED);
  await settle();
  expect(asked).toEqual([]);
  paint();
  expect(await found).toEqual({ text: 'text', mustReseal: false });
  expect(await keychain.isReal()).toBe(true);
});

test('one that answers when it is ready opens beside the window', async () => {
  Object.assign(safeStorage, ASYNCHRONOUS);
  const keychain = createKeychain(new Promise<void>(() => undefined), isOpen);
  expect(await keychain.unseal(SEALED)).toEqual({ text: 'text', mustReseal: true });
  expect(await keychain.isReal()).toBe(true);
});

test('it is opened at the first use, and once', async () => {
  Object.assign(safeStorage, SYNCHRONOUS);
  const keychain = createKeychain(Promise.resolve(), isOpen);
  await settle();
  expect(asked).toEqual([]);
  await Promise.all([keychain.isReal(), keychain.isReal(), keychain.seal('text')]);
  expect(asked.filter((name) => name === 'available')).toHaveLength(1);
});

test.each([
  ['no backend', { getSelectedStorageBackend: () => 'basic_text' }],
  ['a backend that Chromium does not know yet', { getSelectedStorageBackend: () => 'unknown' }],
  ['Chromium’s constant key', { encryptString: () => Buffer.from('v10sealed') }],
  [
    'a keyring that is locked',
    {
      encryptString: () => {
        throw new Error('locked');
      },
    },
  ],
  ['nothing at all', { isEncryptionAvailable: () => false }],
])('on Linux, %s is no real keychain', async (_what, change) => {
  Object.assign(safeStorage, SYNCHRONOUS, change);
  expect(await createKeychain(Promise.resolve(), isOpen).isReal()).toBe(false);
});

test('a keychain that is locked is not touched, says so, and opens when it is asked again after it was unlocked', async () => {
  Object.assign(safeStorage, SYNCHRONOUS);
  let isLocked = true;
  const keychain = createKeychain(Promise.resolve(), async () => isLocked);
  await expect(keychain.isReal()).rejects.toMatchObject({ code: 'secrets-unavailable' });
  await expect(keychain.unseal(SEALED)).rejects.toThrow(/Unlock it and try again/u);
  expect(asked).toEqual([]);
  isLocked = false;
  expect(await keychain.unseal(SEALED)).toEqual({ text: 'text', mustReseal: false });
});
