import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { judgeAudit } from '../../../build/check/judge-audit.ts';
import { isAllowed, judgeLicence } from '../../../build/check/licences.ts';
import { listAllPackages, listShippedPackages } from '../../../build/check/shipped-packages.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const shipped = new Set(listShippedPackages(ROOT));

test('what reaches a user is known, with what it needs', () => {
  for (const name of ['react', 'pg', 'pdfjs-dist', 'electron', 'scheduler', 'jszip'])
    expect(shipped).toContain(`node_modules/${name}`);
  for (const name of ['vitest', 'oxlint', 'electron-builder', 'typescript'])
    expect(shipped).not.toContain(`node_modules/${name}`);
});

test('every package has a licence that allows what we do with it', () => {
  // Those for other systems are named in the lock file and not installed.
  const installed = listAllPackages(ROOT).filter((one) => existsSync(path.join(ROOT, one, 'package.json')));
  expect(installed.length).toBeGreaterThan(300);
  const problems = installed.flatMap((one) => judgeLicence(ROOT, one, { isShipped: shipped.has(one) }) ?? []);
  expect(problems).toEqual([]);
});

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['(MIT AND Zlib)', true],
  ['GPL-3.0-only', false],
  ['AGPL-3.0-only', false],
  ['MIT AND GPL-2.0', false],
  ['SEE LICENSE IN LICENSE.txt', false],
  ['UNLICENSED', false],
  ['BUSL-1.1', false],
  ['', false],
])('%s may be shipped: %s', (words, may) => {
  expect(isAllowed(words)).toBe(may);
});

const finding = (name: string, where: string) => ({
  vulnerabilities: { [name]: { name, severity: 'high', nodes: [where] } },
});

test.each([
  ['a finding in what is shipped', finding('ws', 'node_modules/ws'), 'findings', /shipped: ws \(high\)/u],
  ['a finding in a tool', finding('vite', 'node_modules/vite'), 'clean', /In tools: vite \(high\)/u],
  ['no finding', { vulnerabilities: {} }, 'clean', /shipped: none/u],
  ['a registry without audits', { message: '405 Method Not Allowed' }, 'unknown', /no answer \(405/u],
  ['no JSON', 'nothing', 'unknown', /no answer .*Nothing is known/u],
])('of the registry’s answer, %s: %s', (_what, answer, outcome, words) => {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  expect(judgeAudit(text, shipped)).toEqual({ outcome, words: expect.stringMatching(words) as string });
});
