import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { putCompiledInPlace, restorePrebuiltAddon } from '../../../../build/runtime/sqlite-addon.mjs';
import { makeTemporaryFolder } from '../temporary-folder.ts';

test('The compiled addon takes the place of the prebuilt one, which stays beside it.', async () => {
  const { compiled, prebuilt, list } = makeProject();
  await putCompiledInPlace(compiled, prebuilt);
  expect(list()).toEqual({ 'linux-x64.node': 'compiled', 'linux-x64.node.original': 'prebuilt' });
});

test('Doing it again changes nothing.', async () => {
  const { compiled, prebuilt, list } = makeProject();
  await putCompiledInPlace(compiled, prebuilt);
  await putCompiledInPlace(compiled, prebuilt);
  expect(list()).toEqual({ 'linux-x64.node': 'compiled', 'linux-x64.node.original': 'prebuilt' });
});

test('A newer compiled addon replaces the older one and not the original.', async () => {
  const { compiled, prebuilt, list } = makeProject();
  await putCompiledInPlace(compiled, prebuilt);
  writeFileSync(compiled, 'newer');
  await putCompiledInPlace(compiled, prebuilt);
  expect(list()).toEqual({ 'linux-x64.node': 'newer', 'linux-x64.node.original': 'prebuilt' });
});

test('Two commands that start at the same time both find the addon in place.', async () => {
  const { compiled, prebuilt, list } = makeProject();
  await Promise.all([putCompiledInPlace(compiled, prebuilt), putCompiledInPlace(compiled, prebuilt)]);
  expect(list()).toEqual({ 'linux-x64.node': 'compiled', 'linux-x64.node.original': 'prebuilt' });
});

test('The original comes back, and coming back twice does no harm.', async () => {
  const { root, compiled, prebuilt, list } = makeProject();
  await putCompiledInPlace(compiled, prebuilt);
  await restorePrebuiltAddon(root);
  await restorePrebuiltAddon(root);
  expect(list()).toEqual({ 'linux-x64.node': 'prebuilt' });
});

function makeProject() {
  const root = makeTemporaryFolder();
  const prebuilt = join(root, 'node_modules/better-sqlite3/prebuilds/linux-x64.node');
  const compiled = join(root, 'compiled.node');
  mkdirSync(dirname(prebuilt), { recursive: true });
  writeFileSync(prebuilt, 'prebuilt');
  writeFileSync(compiled, 'compiled');
  const list = () =>
    Object.fromEntries(
      readdirSync(dirname(prebuilt)).map((name) => [
        name,
        readFileSync(join(dirname(prebuilt), name), 'utf8'),
      ]),
    );
  return { root, prebuilt, compiled, list };
}
