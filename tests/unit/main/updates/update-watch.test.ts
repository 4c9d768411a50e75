import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../../../../main/log.ts';
import { startUpdateWatch } from '../../../../main/updates/update-watch.ts';
import { type Update, UpdateRefused, type Updater } from '../../../../main/updates/updater.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const UPDATE: Update = { version: '2.0.0', notes: 'Faster.' };
const MINUTE = 60_000;

function start(fetchNewest: Updater['fetchNewest'] | undefined) {
  const told: string[] = [];
  const computer = { idleSeconds: 0, drafts: 0 };
  const watch = startUpdateWatch({
    updater:
      fetchNewest === undefined ? undefined : { fetchNewest, restart: () => void told.push('restarted') },
    idleSeconds: () => computer.idleSeconds,
    countDrafts: async () => computer.drafts,
    onReady: () => told.push('ready'),
    onRefused: () => told.push('refused'),
    log: createLog('updates', () => {}),
  });
  return { watch, told, computer };
}

test('it looks a minute after the start and every four hours, and not after it was stopped', async () => {
  let looks = 0;
  const { watch } = start(async () => {
    looks++;
    return undefined;
  });
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(looks).toBe(1);
  await vi.advanceTimersByTimeAsync(8 * 60 * MINUTE);
  expect(looks).toBe(3);
  watch.stop();
  await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE);
  expect(looks).toBe(3);
});

test('it never restarts under typing, nor over a draft; then, when nobody is there, it does', async () => {
  const { watch, told, computer } = start(async () => UPDATE);
  expect(await watch.check()).toBe('ready');
  expect(watch.ready()).toEqual(UPDATE);
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect(told).not.toContain('restarted');
  Object.assign(computer, { idleSeconds: 3_600, drafts: 1 });
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect(told).not.toContain('restarted');
  computer.drafts = 0;
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(told).toContain('restarted');
  watch.stop();
});

test('what is not what its publisher made is refused, told, and never put in place', async () => {
  const { watch, told, computer } = start(async () => {
    throw new UpdateRefused('no');
  });
  expect(await watch.check()).toBe('refused');
  computer.idleSeconds = 3_600;
  watch.restart();
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect(told.filter((one) => one !== 'refused')).toEqual([]);
  expect(watch.ready()).toBeUndefined();
  watch.stop();
});

test('a feed that cannot be reached is no alarm', async () => {
  const { watch, told } = start(async () => {
    throw new Error('net::ERR_CONNECTION_REFUSED');
  });
  expect(await watch.check()).toBe('unreachable');
  expect(told).toEqual([]);
  watch.stop();
});

test('two looks at once are one', async () => {
  let looks = 0;
  const { watch } = start(async () => {
    looks++;
    return undefined;
  });
  expect(await Promise.all([watch.check(), watch.check()])).toEqual(['current', 'current']);
  expect(looks).toBe(1);
  watch.stop();
});

test('where the administrator brings the updates, nobody is asked', async () => {
  const { watch } = start(undefined);
  expect(await watch.check()).toBe('off');
});
