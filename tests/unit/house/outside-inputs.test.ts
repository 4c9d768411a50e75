import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const tests = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.test\.tsx?$/u.test(name) && !name.endsWith('outside-inputs.test.ts'))
  .map((name) => readFileSync(join('tests', name), 'utf8'))
  .join('\n');

const rows = readFileSync('docs/outside-inputs.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, what = '', parsers = '', limit = '', name = '']) => ({ what, parsers, limit, name }))
  // The head of the table.
  .filter(({ name }) => name !== 'test');

test('The table of what comes from outside has its lines.', () => {
  expect(rows.length).toBeGreaterThan(25);
});

test.each(rows)('"$what" has a parser, a limit and a test.', ({ parsers, limit, name }) => {
  const files = [...parsers.matchAll(/`([^`]+)`/gu)].map(([, path = '']) => path);
  expect(files).not.toEqual([]);
  expect(files.filter((path) => !existsSync(path))).toEqual([]);
  expect(limit.length).toBeGreaterThan(5);
  expect(name.length).toBeGreaterThan(20);
  expect(tests).toContain(name);
});
