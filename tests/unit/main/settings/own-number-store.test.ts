import { expect, test } from 'vitest';
import { createSecretBox } from '../../../../main/account/secret-box.ts';
import { createOwnNumberStore } from '../../../../main/settings/own-number-store.ts';
import { createFakeKeychain, createMemorySettings } from '../account/fake-keychain.ts';

const DETAILS = {
  phoneNumber: '+442079460124',
  wabaId: '100200300400500',
  phoneNumberId: '200300400500601',
  graphVersion: 'v24.0',
};
const TOKEN = 'EAAOwnNumberOneSystemUserToken0000000000000601';

test('shows all of the number but its token, of which it shows the end', async () => {
  const settings = createMemorySettings();
  const store = createOwnNumberStore('priya', settings, createSecretBox(createFakeKeychain(), settings));
  expect(store.find()).toBeUndefined();
  expect(await store.findToken()).toBeUndefined();
  await store.save(DETAILS, TOKEN, 1_000);
  expect(store.find()).toEqual({
    ...DETAILS,
    hasToken: true,
    tokenLast4: '0601',
    isTokenKept: true,
    isFromRelay: false,
    checkedAt: 1_000,
  });
  expect(await store.findToken()).toBe(TOKEN);
  expect(JSON.stringify(settings.get())).not.toContain(TOKEN);
});

test('another user of this computer account does not get the token', async () => {
  const settings = createMemorySettings();
  const secrets = createSecretBox(createFakeKeychain(), settings);
  await createOwnNumberStore('priya', settings, secrets).save(DETAILS, TOKEN, undefined);
  expect(await createOwnNumberStore('ben', settings, secrets).findToken()).toBeUndefined();
});

test('without a keychain the token lasts for the session, and the number says so', async () => {
  const settings = createMemorySettings();
  const keychain = createFakeKeychain({ isReal: false });
  const store = createOwnNumberStore('priya', settings, createSecretBox(keychain, settings));
  await store.save(DETAILS, TOKEN, undefined);
  expect(store.find()).toMatchObject({ isTokenKept: false });
  const restarted = createOwnNumberStore('priya', settings, createSecretBox(keychain, settings));
  expect(restarted.find()).toMatchObject({ phoneNumberId: DETAILS.phoneNumberId });
  expect(await restarted.findToken()).toBeUndefined();
});

test('removing leaves neither details nor token', async () => {
  const settings = createMemorySettings();
  const store = createOwnNumberStore('priya', settings, createSecretBox(createFakeKeychain(), settings));
  await store.save(DETAILS, TOKEN, 1_000);
  store.remove();
  expect(store.find()).toBeUndefined();
  expect(await store.findToken()).toBeUndefined();
  expect(settings.get()).toEqual(createMemorySettings().get());
});
