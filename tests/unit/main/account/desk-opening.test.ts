import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDeskOpening } from '../../../../main/account/desk-opening.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SHUT = new AppError('secrets-unavailable', 'Locked.');

/** A desk behind a keychain, and what was told of it. */
function prepare(failure: Error = SHUT) {
  const told: string[] = [];
  const state = { isLocked: true, attempts: 0 };
  const opening = createDeskOpening({
    async open() {
      state.attempts += 1;
      if (state.isLocked) throw failure;
    },
    isKeychainLocked: async () => state.isLocked,
    onOpened: () => void told.push('opened'),
    onFailed: () => void told.push('failed'),
  });
  return { opening, told, state };
}

test('a desk behind a locked keychain opens by itself when the keychain is unlocked, without being tried before', async () => {
  const { opening, told, state } = prepare();
  await opening.start();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(state.attempts).toBe(1);
  state.isLocked = false;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told).toEqual(['failed', 'opened']);
  expect(vi.getTimerCount()).toBe(0);
});

test('at the user’s word it is tried at once, and a second word while it is tried does nothing more', async () => {
  const { opening, told, state } = prepare();
  await opening.start();
  await opening.again();
  expect(told).toEqual(['failed', 'failed']);
  state.isLocked = false;
  await Promise.all([opening.again(), opening.again()]);
  expect(told).toEqual(['failed', 'failed', 'opened']);
  await opening.again();
  expect(state.attempts).toBe(3);
});

test('what fails for another reason is tried again at the user’s word only', async () => {
  const { opening, state } = prepare(new AppError('database', 'Damaged.'));
  await opening.start();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(state.attempts).toBe(1);
  await opening.again();
  expect(state.attempts).toBe(2);
});

test('a desk that had to be closed is opened again at the user’s word', async () => {
  const { opening, told, state } = prepare();
  state.isLocked = false;
  await opening.start();
  opening.noteClosed(new AppError('database', 'Lost again and again.'));
  await opening.again();
  expect(told).toEqual(['opened', 'failed', 'opened']);
});

test('after it was stopped nothing is looked at any more', async () => {
  const { opening, state } = prepare();
  await opening.start();
  opening.stop();
  state.isLocked = false;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(state.attempts).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});
