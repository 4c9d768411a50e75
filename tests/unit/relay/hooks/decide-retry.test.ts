import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideRetry } from '../../../../relay/hooks/decide-retry.ts';
import type { HookState } from '../../../../relay/log/hook-log.ts';

const HOOK: HookState = {
  id: 'hook_1',
  url: 'https://crm.example.co.uk/',
  events: ['message.received'],
  createdAt: 0,
  cursor: 7,
  failures: 0,
  nextAttemptAt: 0,
};
const POLICY = { firstMs: 5_000, longestMs: 3_600_000, giveUpMs: 3 * 86_400_000 };
const FAILED = { kind: 'failed', outcome: 'HTTP 500' } as const;
const at = (now: number, random = 0.5) => ({ now, random: () => random, policy: POLICY });

test('The wait doubles up to an hour, with jitter, and the place in the log never moves.', () => {
  const random = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), random, (failures, chance) => {
      const next = decideRetry({ ...HOOK, failures, failingSince: 1_000 }, FAILED, at(1_000, chance));
      const step = Math.min(3_600_000, 5_000 * 2 ** failures);
      expect(next.nextAttemptAt - 1_000).toBeGreaterThanOrEqual(Math.floor(step / 2));
      expect(next.nextAttemptAt - 1_000).toBeLessThanOrEqual(step + 1);
      expect([next.cursor, next.failures]).toEqual([7, failures + 1]);
    }),
  );
});

test('An endpoint that names a time is left alone for so long, but not for ever.', () => {
  const wait = (retryAfterMs: number) => decideRetry(HOOK, { ...FAILED, retryAfterMs }, at(0)).nextAttemptAt;
  expect([wait(1), wait(120_000), wait(1e12)]).toEqual([3_750, 120_000, 3_600_000]);
});

test('It is given up after three days of failures, and at once when it says that it is gone.', () => {
  const first = decideRetry(HOOK, FAILED, at(1_000));
  expect(first).toMatchObject({ failingSince: 1_000, lastProblem: 'HTTP 500' });
  const later = (now: number) => decideRetry(first, FAILED, at(now)).pausedBecause;
  expect(later(1_000 + POLICY.giveUpMs - 1)).toBeUndefined();
  expect(later(1_000 + POLICY.giveUpMs)).toBe(
    'It has failed since 1970-01-01T00:00:01.000Z, at last with: HTTP 500.',
  );
  expect(decideRetry(HOOK, { ...FAILED, isGone: true }, at(0)).pausedBecause).toContain('410');
});
