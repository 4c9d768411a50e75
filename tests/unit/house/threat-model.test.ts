import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const tests = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .filter((name) => !name.endsWith('threat-model.test.ts'))
  .map((name) => readFileSync(join('tests', name), 'utf8'))
  .join('\n');

const rows = readFileSync('docs/threat-model.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, threat = '', defence = '', name = '']) => ({ threat, defence, name }))
  // The heads of the tables.
  .filter(({ name }) => name !== 'test');

test('The threat model has its lines.', () => {
  expect(rows.length).toBeGreaterThan(25);
});

test.each(rows)('A test holds the line "$threat".', ({ defence, name }) => {
  expect(defence).not.toBe('');
  expect(name.length).toBeGreaterThan(20);
  expect(tests).toContain(name);
});
