import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isStale } from '../../../../build/setup/install-packages.mjs';
import { makeTemporaryFolder } from '../temporary-folder.ts';

const LOCK = '{"lockfileVersion":3}';
const NODE = `node_modules/${process.platform === 'win32' ? 'node/bin/node.exe' : '.bin/node'}`;

test('Packages that were installed from this lock file are not installed again.', () => {
  expect(isStale(makeInstalledProject())).toBe(false);
});

test.each([
  ['the lock file has changed', (root: string) => writeFileSync(join(root, 'package-lock.json'), `${LOCK} `)],
  ['node_modules was removed', (root: string) => rmSync(join(root, 'node_modules'), { recursive: true })],
  ['Node is missing', (root: string) => rmSync(join(root, NODE))],
  ['the stamp is missing', (root: string) => rmSync(join(root, 'node_modules/.cache'), { recursive: true })],
  ['the stamp is half written', (root: string) => writeFileSync(stampOf(root), hash(LOCK).slice(0, 20))],
])('They are when %s.', (_case, spoil) => {
  const root = makeInstalledProject();
  spoil(root);
  expect(isStale(root)).toBe(true);
});

function makeInstalledProject(): string {
  const root = makeTemporaryFolder();
  mkdirSync(join(root, NODE, '..'), { recursive: true });
  mkdirSync(join(root, 'node_modules/.cache'));
  writeFileSync(join(root, NODE), '');
  writeFileSync(join(root, 'package-lock.json'), LOCK);
  writeFileSync(stampOf(root), hash(LOCK));
  return root;
}

function stampOf(root: string): string {
  return join(root, 'node_modules/.cache/colleague-packages');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
