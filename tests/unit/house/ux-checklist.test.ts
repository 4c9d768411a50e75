import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

const points = readFileSync('docs/ux-checklist.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| (\d|–)/u.test(line))
  .map((line) => line.split('|')[3]?.trim() ?? '');

const sources = ['tests/e2e', 'tests/integration/main', 'tests/unit/renderer/words']
  .flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(name, 'utf8'))
  .join('\n');

test.each([...new Set(points)])('a point of the checklist rests on a test that exists: %s', (name) => {
  expect(name).not.toBe('');
  expect(sources).toContain(name);
});
