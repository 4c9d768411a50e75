import { expect, test } from 'vitest';
import {
  type DiagnosticFacts,
  describeDiagnostics,
} from '../../../../main/diagnostics/describe-diagnostics.ts';
import { createLogTail } from '../../../../main/diagnostics/log-tail.ts';
import { DEFAULT_PREFERENCES } from '../../../../shared/domain/preferences.ts';

const FACTS: DiagnosticFacts = {
  at: Date.UTC(2026, 10, 23, 9, 30),
  startedAt: Date.UTC(2026, 10, 23, 9, 0),
  versions: { app: '0.1.0', electron: '45.4.1', system: 'linux x64 6.1' },
  memoryMb: 210,
  account: {
    relay: 'relay.example.co.uk',
    userId: 'u1',
    deviceId: 'd1',
    role: 'consultant',
    hasOwnNumber: true,
  },
  connection: 'online',
  isSecretsKept: true,
  canNotify: true,
  preferences: DEFAULT_PREFERENCES,
  managed: ['isClosedToTray'],
  notices: ['relay-restored'],
  crashes: { app: 1, fault: 0, window: 2, database: 0 },
  doctor: {
    verdict: 'warning',
    ranAt: 0,
    appVersion: '0.1.0',
    sections: [
      {
        title: 'Your own number',
        steps: [
          {
            label: 'Quality',
            verdict: 'warning',
            detail: 'The number +44 20 7946 0124 of Priya Shah is yellow.',
          },
          { label: 'Templates: Priya Shah', verdict: 'ok', detail: '6 can be sent.' },
        ],
      },
    ],
  },
  rows: { schema: 8, messages: 1_234, drafts: 1 },
  lines: ['2026-11-23T09:29:00.000Z warn sync: offline reason=Bearer EAAB0123456789abcdef to 447700900456'],
};

test('the diagnostics tell what runs, how it is set, what the doctor and the database say, and the last lines', () => {
  const text = describeDiagnostics(FACTS);
  for (const words of [
    'electron: "45.4.1"',
    'running for 30 minutes',
    'relay: "relay.example.co.uk"',
    'connection: online',
    'theme: "system"',
    'managed: isClosedToTray',
    'notices: relay-restored',
    'window: 2',
    'warning: Your own number, Quality',
    'ok: Your own number, Templates',
    'messages: 1234',
    'warn sync: offline',
  ]) {
    expect(text).toContain(words);
  }
});

test('no name, number or token stands in them, wherever it comes from', () => {
  expect(describeDiagnostics(FACTS)).not.toMatch(/Priya|7946|EAAB|447700900456/u);
});

test('what could not be asked is said in its place', () => {
  const text = describeDiagnostics({
    ...FACTS,
    account: undefined,
    doctor: 'could not be asked (relay-unreachable)',
    rows: 'not open',
  });
  expect(text).toContain('nobody is signed in');
  expect(text).toContain('could not be asked (relay-unreachable)');
  expect(text).toContain('not open');
});

test('the tail of the log has the last lines, and none without an end', () => {
  const passedOn: string[] = [];
  const tail = createLogTail((line) => passedOn.push(line));
  for (let index = 0; index < 1_000; index += 1) tail.write(`${index} ${'x'.repeat(2_000)}`);
  expect(passedOn).toHaveLength(1_000);
  expect(tail.list()).toHaveLength(400);
  expect(tail.list().at(-1)).toMatch(/^999 x+$/u);
  expect(tail.list().join('').length).toBeLessThan(250_000);
});
