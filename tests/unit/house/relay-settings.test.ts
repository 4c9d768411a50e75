import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { USAGE } from '../../../relay/cli/run-command.ts';
import { VARIABLES } from '../../../relay/environment-schema.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const NAME = /\b(?:RELAY|META|AGENCY|DATABASE)_[A-Z_]+\b/g;
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** The first column of the page's table. */
function documented(): readonly string[] {
  const rows = read('docs/relay-settings.md').matchAll(/^\| (`[^|]+) \|/gm);
  return [...rows].flatMap(([, cell = '']) => cell.match(NAME) ?? []);
}

test('docs/relay-settings.md describes every variable that the relay reads, each once, and no other.', () => {
  expect(documented().toSorted()).toEqual([...VARIABLES].toSorted());
});

test('relay --help names every variable.', () => {
  expect([...new Set(USAGE.match(NAME))].toSorted()).toEqual([...VARIABLES].toSorted());
});

test.each([
  'docs/operating.md',
  'docs/crm.md',
  'relay/README.md',
  'relay/Dockerfile',
  'relay/deploy/colleague-relay.service',
])('%s names no variable that the relay does not read.', (file) => {
  // RELAY_METRICS_… stands for several.
  const names = (read(file).match(NAME) ?? []).filter((name) => !name.endsWith('_'));
  expect(names.filter((name) => !VARIABLES.includes(name))).toEqual([]);
});
