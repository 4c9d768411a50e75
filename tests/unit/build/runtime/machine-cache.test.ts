import { existsSync, mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { getMachineCache, makeFolderOnce } from '../../../../build/runtime/machine-cache.mjs';
import { makeTemporaryFolder } from '../temporary-folder.ts';

const write = (content: string) => async (folder: string) => writeFileSync(join(folder, 'file'), content);

test('A folder is made once.', async () => {
  const target = join(makeTemporaryFolder(), 'cache', 'thing');
  expect(await makeFolderOnce(target, write('first'))).toEqual({ wasMade: true });
  expect(await makeFolderOnce(target, write('second'))).toEqual({ wasMade: false });
  expect(readFileSync(join(target, 'file'), 'utf8')).toBe('first');
});

test('A build that fails leaves nothing, and the next one starts anew.', async () => {
  const cache = makeTemporaryFolder();
  const target = join(cache, 'thing');
  const fail = async (folder: string) => {
    writeFileSync(join(folder, 'half'), '');
    throw new Error('The download broke off.');
  };
  await expect(makeFolderOnce(target, fail)).rejects.toThrow('broke off');
  expect(readdirSync(cache)).toEqual([]);
  await makeFolderOnce(target, write('whole'));
  expect(readdirSync(target)).toEqual(['file']);
});

test('Of two builds at the same time one wins, and both succeed.', async () => {
  const cache = makeTemporaryFolder();
  const target = join(cache, 'thing');
  await Promise.all([makeFolderOnce(target, write('one')), makeFolderOnce(target, write('other'))]);
  expect(readdirSync(cache)).toEqual(['thing']);
  expect(['one', 'other']).toContain(readFileSync(join(target, 'file'), 'utf8'));
});

test('What a killed build left is removed, and what another one is building is not.', async () => {
  const cache = makeTemporaryFolder();
  const [abandoned, busy] = [join(cache, '.making-old'), join(cache, '.making-new')];
  for (const folder of [abandoned, busy]) mkdirSync(folder);
  const longAgo = new Date(Date.now() - 2 * 60 * 60_000);
  utimesSync(abandoned, longAgo, longAgo);
  await makeFolderOnce(join(cache, 'thing'), write('content'));
  expect([existsSync(abandoned), existsSync(busy)]).toEqual([false, true]);
});

test('The cache follows XDG_CACHE_HOME.', () => {
  expect(getMachineCache({ XDG_CACHE_HOME: '/elsewhere' })).toBe(join('/elsewhere', 'colleague-messaging'));
});
