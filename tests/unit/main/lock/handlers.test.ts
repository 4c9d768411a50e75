import { expect, test } from 'vitest';
import { createSecretBox } from '../../../../main/account/secret-box.ts';
import { createChangeFeed } from '../../../../main/changes.ts';
import { createDeskLock } from '../../../../main/lock/desk-lock.ts';
import { createLockHandlers } from '../../../../main/lock/handlers.ts';
import { createPreferencesStore } from '../../../../main/preferences/preferences-store.ts';
import { createFakeKeychain, createMemorySettings } from '../account/fake-keychain.ts';

const PIN = '274915';

function prepare(isManaged: boolean) {
  const settings = createMemorySettings();
  const preferences = createPreferencesStore(settings, () => undefined, isManaged ? { lockAfter: '15' } : {});
  preferences.save({ ...preferences.get(), lockAfter: '15' });
  const lock = createDeskLock({
    settings,
    secrets: createSecretBox(createFakeKeychain(), settings),
    findUserId: () => 'u1',
    lockAfter: () => preferences.get().lockAfter,
    askSystem: undefined,
    now: () => 1_000_000,
    onLocked: () => undefined,
    onChanged: () => undefined,
  });
  const handlers = createLockHandlers({
    lock,
    preferences,
    managed: {
      relayUrl: undefined,
      agencyName: undefined,
      areUpdatesSettled: false,
      preferences: isManaged ? ['lockAfter'] : [],
    },
    changes: createChangeFeed(
      () => undefined,
      () => undefined,
    ),
  });
  return { handlers, lock, preferences };
}

test('who takes the PIN away has a desktop that does not lock', async () => {
  const { handlers, lock, preferences } = prepare(false);
  await handlers['lock:set-pin']({ pin: PIN });
  expect(await handlers['lock:change-pin']({ pin: '000000' })).toMatchObject({ isChanged: false });
  expect(preferences.get().lockAfter).toBe('15');
  expect(await handlers['lock:change-pin']({ pin: PIN })).toEqual({ isChanged: true });
  expect(preferences.get().lockAfter).toBe('never');
  expect(await lock.describe()).toBeUndefined();
});

test('where the administrator wants the lock the PIN can be changed and not taken away', async () => {
  const { handlers, lock } = prepare(true);
  await handlers['lock:set-pin']({ pin: PIN });
  expect(await handlers['lock:change-pin']({ pin: PIN })).toEqual({
    isChanged: false,
    problem: 'Your administrator wants this desktop to lock.',
  });
  expect(await handlers['lock:change-pin']({ pin: PIN, next: '518230' })).toEqual({ isChanged: true });
  lock.noteIdle(60_000);
  expect((await handlers['lock:unlock']({ pin: '518230' })).isUnlocked).toBe(true);
});
