import { expect, test, vi } from 'vitest';
import { createSecretBox } from '../../../../main/account/secret-box.ts';
import { createFakeKeychain, createMemorySettings } from './fake-keychain.ts';

const TOKEN = 'EAAplantedtoken0000000000000000001';

test('a secret is sealed in the settings, and found again by another box on the same keychain', async () => {
  const keychain = createFakeKeychain();
  const settings = createMemorySettings();
  await createSecretBox(keychain, settings).keep('priya', 'own-number-token', TOKEN);
  expect(Object.keys(settings.get().secrets)).toEqual(['priya/own-number-token']);
  const kept = JSON.stringify(settings.get());
  expect(kept).not.toContain(TOKEN);
  expect(kept).not.toContain(Buffer.from(TOKEN).toString('base64').slice(0, 30));
  expect(await createSecretBox(keychain, settings).find('priya', 'own-number-token')).toBe(TOKEN);
});

test('what was never kept is undefined, and so is what was forgotten', async () => {
  const keychain = createFakeKeychain();
  const settings = createMemorySettings();
  const box = createSecretBox(keychain, settings);
  expect(await box.find('priya', 'device-token')).toBeUndefined();
  await box.keep('priya', 'device-token', 'one');
  await box.keep('ben', 'device-token', 'two');
  box.forget('priya', 'device-token');
  expect(await box.find('priya', 'device-token')).toBeUndefined();
  expect(Object.keys(settings.get().secrets)).toEqual(['ben/device-token']);
  expect(await createSecretBox(keychain, settings).find('ben', 'device-token')).toBe('two');
});

test.each([
  ['another user', 'ben/device-token', 'ben', 'device-token'],
  ['another name', 'priya/own-number-token', 'priya', 'own-number-token'],
] as const)('an entry that was moved to %s is refused', async (_whose, id, owner, name) => {
  const keychain = createFakeKeychain();
  const settings = createMemorySettings();
  await createSecretBox(keychain, settings).keep('priya', 'device-token', TOKEN);
  const entry = settings.get().secrets['priya/device-token'];
  if (entry === undefined) throw new Error('Nothing was kept.');
  settings.update({ secrets: { [id]: entry } });
  await expect(createSecretBox(keychain, settings).find(owner, name)).rejects.toMatchObject({
    code: 'secrets-unavailable',
  });
});

test.each([
  ['by another keychain', undefined],
  ['and then damaged', 'AAAA'],
  ['as nothing', ''],
])(
  'an entry that was sealed %s is unavailable, not lost, and the sentence says what to do',
  async (_how, ciphertext) => {
    const settings = createMemorySettings();
    await createSecretBox(createFakeKeychain(), settings).keep('priya', 'device-token', TOKEN);
    if (ciphertext !== undefined)
      settings.update({ secrets: { 'priya/device-token': { v: 1, ciphertext } } });
    const before = settings.get();
    const failed = createSecretBox(createFakeKeychain(), settings).find('priya', 'device-token');
    await expect(failed).rejects.toMatchObject({ code: 'secrets-unavailable', retryable: true });
    await expect(failed).rejects.toThrow(/Unlock it and try again, or sign in anew/u);
    await expect(failed).rejects.not.toThrow(TOKEN);
    expect(settings.get()).toEqual(before);
  },
);

test('without a real keychain a secret lasts for the session, and nothing is written', async () => {
  const keychain = createFakeKeychain({ isReal: false });
  const settings = createMemorySettings();
  const update = vi.spyOn(settings, 'update');
  const box = createSecretBox(keychain, settings);
  await box.keep('priya', 'device-token', TOKEN);
  expect(await box.isKept()).toBe(false);
  expect(await box.find('priya', 'device-token')).toBe(TOKEN);
  expect(update).not.toHaveBeenCalled();
  expect(await createSecretBox(keychain, settings).find('priya', 'device-token')).toBeUndefined();
});

test('the keychain is asked once, and a key that the system has changed is used from then on', async () => {
  const keychain = createFakeKeychain({ mustReseal: true });
  const settings = createMemorySettings();
  await createSecretBox(keychain, settings).keep('priya', 'device-token', TOKEN);
  const before = settings.get().secrets['priya/device-token']?.ciphertext;
  const unseal = vi.spyOn(keychain, 'unseal');
  const box = createSecretBox(keychain, settings);
  expect(await box.find('priya', 'device-token')).toBe(TOKEN);
  expect(await box.find('priya', 'device-token')).toBe(TOKEN);
  expect(unseal).toHaveBeenCalledTimes(1);
  expect(settings.get().secrets['priya/device-token']?.ciphertext).not.toBe(before);
});
