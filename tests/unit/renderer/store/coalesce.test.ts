import { expect, test } from 'vitest';
import { coalesce } from '../../../../renderer/store/coalesce.ts';

test('a burst of calls runs twice: the one under way and one that sees the newest', async () => {
  let runs = 0;
  const run = coalesce(async () => {
    runs += 1;
    await Promise.resolve();
  });
  await Promise.all([run(), run(), run(), run()]);
  expect(runs).toBe(2);
});

test('a call after the end runs again, also after a failure', async () => {
  let runs = 0;
  const run = coalesce(async () => {
    runs += 1;
    await Promise.resolve();
    if (runs === 1) throw new Error('no');
  });
  await expect(run()).rejects.toThrow('no');
  await run();
  expect(runs).toBe(2);
});
