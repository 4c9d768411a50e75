import { expect, test } from 'vitest';
import { type DesktopFacts, examineDesktop } from '../../../../main/doctor/examine-desktop.ts';

const WELL: DesktopFacts = {
  connection: { state: 'online' },
  isSecretsKept: true,
  canNotify: true,
  hasNotifications: true,
  clockSkewMs: 500,
};

test('a computer in order has nothing to do', () => {
  expect(examineDesktop(WELL).map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok']);
});

test.each<[Partial<DesktopFacts>, string, string, RegExp]>([
  [
    { connection: { state: 'offline', since: 1, reason: 'No network.' } },
    'Live connection',
    'failed',
    /^No network\./,
  ],
  [{ connection: { state: 'refused', reason: 'Revoked.' } }, 'Live connection', 'failed', /Revoked/],
  [{ connection: { state: 'connecting' } }, 'Live connection', 'warning', /moment/],
  [{ clockSkewMs: 10 * 60_000 }, 'Clock', 'warning', /10 minutes ahead of/],
  [{ clockSkewMs: -3 * 60_000 }, 'Clock', 'warning', /3 minutes behind/],
  [{ isSecretsKept: false }, 'Keychain', 'warning', /no keychain/],
  [{ canNotify: false }, 'Notifications', 'failed', /Allow them/],
  [{ hasNotifications: false }, 'Notifications', 'warning', /preferences/],
])('%j is found', (change, label, verdict, words) => {
  const step = examineDesktop({ ...WELL, ...change }).find((one) => one.label === label);
  expect(step?.verdict).toBe(verdict);
  expect(step?.detail).toMatch(words);
});

test('without the relay nothing is said about the clock', () => {
  const labels = examineDesktop({ ...WELL, clockSkewMs: undefined }).map(({ label }) => label);
  expect(labels).not.toContain('Clock');
});
