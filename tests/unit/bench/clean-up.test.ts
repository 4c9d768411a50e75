import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCleanUp } from '../../../bench/clean-up.ts';

it('ends what was started in reverse order, once', async () => {
  const cleanUp = createCleanUp();
  const ended: string[] = [];
  cleanUp.add(() => void ended.push('first'));
  cleanUp.add(async () => ended.push('second'));
  await Promise.all([cleanUp.run(), cleanUp.run()]);
  expect(ended).toEqual(['second', 'first']);
});

it('removes its folders with what is in them', async () => {
  const cleanUp = createCleanUp();
  const folder = cleanUp.makeFolder();
  writeFileSync(join(folder, 'cache.db'), 'x');
  await cleanUp.run();
  expect(existsSync(folder)).toBe(false);
});

it('goes on when something cannot be ended, and says so at the end', async () => {
  const cleanUp = createCleanUp();
  let hasEnded = false;
  cleanUp.add(() => {
    hasEnded = true;
  });
  cleanUp.add(() => Promise.reject(new Error('It does not stop.')));
  await expect(cleanUp.run()).rejects.toThrow('It does not stop.');
  expect(hasEnded).toBe(true);
});

it('ends what was still starting when the run was interrupted', async () => {
  const cleanUp = createCleanUp();
  const ended: string[] = [];
  let finish: (name: string) => void = () => undefined;
  const starting = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const started = cleanUp.begin(starting, (name) => void ended.push(name));
  const done = cleanUp.run();
  finish('server');
  await Promise.all([started, done]);
  expect(ended).toEqual(['server']);
});

it('has nothing to end where the start failed', async () => {
  const cleanUp = createCleanUp();
  const failing = cleanUp.begin(Promise.reject(new Error('The port is taken.')), () => {
    throw new Error('There is nothing to end.');
  });
  await expect(failing).rejects.toThrow('The port is taken.');
  await expect(cleanUp.run()).resolves.toBeUndefined();
});
