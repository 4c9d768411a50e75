import type { App } from 'electron';
import { expect, test, vi } from 'vitest';
import { createQuit } from '../../../main/quit.ts';

/**
 * Electron's way to quit, as its sources have it: asks `before-quit`, and takes the answer only after the listeners and
 * their microtasks have run, also for a second `quit` that was asked in between.
 */
function createApp() {
  const state = { isQuitting: false, hasEnded: false, asked: 0 };
  const listener: { run: (event: { preventDefault(): void }) => void } = { run: () => undefined };
  const app = {
    quit() {
      if (state.isQuitting) return;
      state.asked += 1;
      let isPrevented = false;
      listener.run({ preventDefault: () => (isPrevented = true) });
      queueMicrotask(() =>
        queueMicrotask(() =>
          queueMicrotask(() => {
            state.isQuitting = !isPrevented;
            state.hasEnded = state.isQuitting;
          }),
        ),
      );
    },
  };
  // Only `quit` is asked of Electron here.
  return { app: app as unknown as App, state, listener };
}

test.each([
  ['there is nothing to close', async () => undefined],
  ['closing takes a while', () => new Promise<void>((resolve) => setImmediate(resolve))],
  ['closing fails', () => Promise.reject(new Error('disk'))],
])('the app ends when %s', async (_when, close) => {
  const { app, state, listener } = createApp();
  const closing = vi.fn(close);
  const ending = createQuit(app, closing);
  listener.run = ending.onBeforeQuit;
  app.quit();
  expect(state.hasEnded).toBe(false);
  await vi.waitFor(() => expect(state.hasEnded).toBe(true));
  expect(closing).toHaveBeenCalledTimes(1);
});

test('what is open is closed before the app is asked to quit, and never inside the question itself', async () => {
  const { app, state, listener } = createApp();
  const ending = createQuit(app, async () => undefined);
  listener.run = ending.onBeforeQuit;
  app.quit();
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  expect(state.asked).toBe(1);
  await vi.waitFor(() => expect(state.hasEnded).toBe(true));
  expect(state.asked).toBe(2);
});

test('a close that hangs does not keep the app alive', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { app, state, listener } = createApp();
  const ending = createQuit(app, () => new Promise(() => undefined));
  listener.run = ending.onBeforeQuit;
  ending.quit();
  ending.quit();
  expect(state.asked).toBe(0);
  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(state.hasEnded).toBe(true));
  expect(state.asked).toBe(1);
});
