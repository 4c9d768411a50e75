import { expect, test } from 'vitest';
import { createSecretBox } from '../../../../main/account/secret-box.ts';
import type { Handlers } from '../../../../main/ipc/handlers.ts';
import { createDeskLock } from '../../../../main/lock/desk-lock.ts';
import { guardHandlers } from '../../../../main/lock/guard-handlers.ts';
import { hashPin, isSamePin } from '../../../../main/lock/pin-hash.ts';
import type { Preferences } from '../../../../shared/domain/preferences.ts';
import { createFakeKeychain, createMemorySettings } from '../account/fake-keychain.ts';

const PIN = '274915';

function prepare(kept = createMemorySettings(), keychain = createFakeKeychain()) {
  const state = { userId: 'u1' as string | undefined, now: 1_000_000, changes: 0, locked: 0 };
  let lockAfter: Preferences['lockAfter'] = '15';
  const start = (askSystem?: () => Promise<boolean>) =>
    createDeskLock({
      settings: kept,
      secrets: createSecretBox(keychain, kept),
      findUserId: () => state.userId,
      lockAfter: () => lockAfter,
      askSystem,
      now: () => state.now,
      onLocked: () => (state.locked += 1),
      onChanged: () => (state.changes += 1),
    });
  return { state, start, settings: kept, choose: (value: Preferences['lockAfter']) => (lockAfter = value) };
}

test('it locks after so many minutes without anybody, and the PIN opens it', async () => {
  const { start, state } = prepare();
  const lock = start();
  expect(await lock.describe()).toEqual({ isLocked: false, needsPin: true, canAskSystem: false });
  await lock.setPin(PIN);
  expect(await lock.describe()).toEqual({ isLocked: false, needsPin: false, canAskSystem: false });
  lock.noteIdle(14 * 60);
  expect(lock.isLocked()).toBe(false);
  lock.noteIdle(15 * 60);
  expect(lock.isLocked()).toBe(true);
  lock.noteIdle(16 * 60);
  expect(state.locked).toBe(1);
  expect(await lock.unlock('000000')).toEqual({ isUnlocked: false, problem: 'That is not the PIN.' });
  expect(await lock.unlock(PIN)).toEqual({ isUnlocked: true });
  expect(lock.isLocked()).toBe(false);
  expect(state.changes).toBe(3);
});

test('what never locks, and a desk that nobody has signed in on, are left alone', async () => {
  const { start, state, choose } = prepare();
  const lock = start();
  await lock.setPin(PIN);
  choose('never');
  lock.noteIdle(100_000);
  expect(lock.isLocked()).toBe(false);
  expect(await lock.describe()).toBeUndefined();
  choose('5');
  state.userId = undefined;
  lock.noteIdle(100_000);
  expect(lock.isLocked()).toBe(false);
});

test('ending the app opens nothing: the first desk of a start is locked, and wrong tries still count', async () => {
  const { start } = prepare();
  const before = start();
  await before.setPin(PIN);
  before.noteIdle(60_000);
  for (let index = 0; index < 3; index += 1) await before.unlock('111111');
  const after = start();
  after.follow();
  expect(after.isLocked()).toBe(true);
  await after.unlock('111111');
  expect(await after.unlock('111111')).toMatchObject({
    problem: expect.stringMatching(/30 seconds/u) as string,
  });
});

test('after five wrong tries each further one waits twice as long, also for the right PIN and with a clock that was set back', async () => {
  const { start, state } = prepare();
  const lock = start();
  await lock.setPin(PIN);
  lock.noteIdle(60_000);
  for (let index = 0; index < 5; index += 1) await lock.unlock('111111');
  expect(await lock.unlock(PIN)).toEqual({ isUnlocked: false, problem: 'Try again in 30 seconds.' });
  state.now -= 1_000_000;
  expect(await lock.unlock(PIN)).toEqual({ isUnlocked: false, problem: 'Try again in 30 seconds.' });
  state.now += 1_030_000;
  expect(await lock.unlock('111111')).toMatchObject({
    problem: expect.stringMatching(/60 seconds/u) as string,
  });
  state.now += 60_000;
  expect(await lock.unlock(PIN)).toEqual({ isUnlocked: true });
  lock.noteIdle(60_000);
  expect(await lock.unlock('111111')).toEqual({ isUnlocked: false, problem: 'That is not the PIN.' });
});

test('whoever finds the desk open cannot choose another PIN', async () => {
  const { start } = prepare();
  const lock = start();
  await lock.setPin(PIN);
  await lock.setPin('999999');
  lock.noteIdle(60_000);
  await lock.setPin('999999');
  expect((await lock.unlock('999999')).isUnlocked).toBe(false);
  expect((await lock.unlock(PIN)).isUnlocked).toBe(true);
});

test('who knows the PIN changes it, or takes it away; wrong tries count as they do at the lock', async () => {
  const { start, state } = prepare();
  const lock = start();
  await lock.setPin(PIN);
  expect(await lock.changePin('000000', '888888')).toEqual({
    isChanged: false,
    problem: 'That is not the PIN.',
  });
  expect(await lock.changePin(PIN, '888888')).toEqual({ isChanged: true });
  lock.noteIdle(60_000);
  expect(await lock.changePin('888888', PIN)).toMatchObject({ isChanged: false });
  expect((await lock.unlock(PIN)).isUnlocked).toBe(false);
  expect((await lock.unlock('888888')).isUnlocked).toBe(true);
  for (let index = 0; index < 5; index += 1) await lock.changePin('111111', PIN);
  expect(await lock.changePin('888888', PIN)).toEqual({
    isChanged: false,
    problem: 'Try again in 30 seconds.',
  });
  state.now += 30_000;
  expect(await lock.changePin('888888', undefined)).toEqual({ isChanged: true });
  expect(await lock.describe()).toMatchObject({ needsPin: true });
});

test.each<[string, () => Promise<boolean>, boolean]>([
  ['confirms', async () => true, true],
  ['does not', async () => false, false],
  ['fails', async () => Promise.reject(new Error('cancelled')), false],
])('a system that %s its user: unlocked is %s', async (_what, ask, isUnlocked) => {
  const { start } = prepare();
  const lock = start(ask);
  await lock.setPin(PIN);
  lock.noteIdle(60_000);
  expect(await lock.askSystem()).toMatchObject({ isUnlocked });
  expect(lock.isLocked()).toBe(!isUnlocked);
});

test('of a PIN a slow digest is kept, of the same one another each time', async () => {
  const [one, two] = await Promise.all([hashPin(PIN), hashPin(PIN)]);
  expect(one).not.toBe(two);
  expect(one).not.toContain(PIN);
  expect(await isSamePin(PIN, one)).toBe(true);
  expect(await isSamePin(`${PIN}0`, one)).toBe(false);
  expect(await isSamePin(PIN, 'damaged')).toBe(false);
});

test('a locked desk answers only what its screen needs', async () => {
  let isLocked = true;
  const handlers = guardHandlers(
    // Only the calls under test.
    {
      'records:list': async () => ({ rows: [], total: 0 }),
      'conversations:save-draft': async () => ({}),
    } as unknown as Handlers,
    () => isLocked,
  );
  const list = () => handlers['records:list']({ query: '', offset: 0, limit: 1 });
  await expect(list()).rejects.toMatchObject({ code: 'forbidden' });
  await expect(handlers['conversations:save-draft']({} as never)).resolves.toEqual({});
  isLocked = false;
  await expect(list()).resolves.toEqual({ rows: [], total: 0 });
});
