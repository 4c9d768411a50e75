import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const ROOMS = [
  'main',
  'renderer',
  'preload',
  'shared',
  'relay',
  'simulator',
  'tests',
  'bench',
  'build',
  'docs',
];

test.each(ROOMS)('%s/ says in at most 40 lines what it is for', (room) => {
  const lines = readFileSync(join(ROOT, room, 'README.md'), 'utf8')
    .trimEnd()
    .split('\n');
  expect(lines[0]).toMatch(/^# /u);
  expect(lines.length).toBeLessThanOrEqual(40);
});
