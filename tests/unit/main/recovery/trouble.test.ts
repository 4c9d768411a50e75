import { expect, test } from 'vitest';
import { createLog } from '../../../../main/log.ts';
import { createNotices } from '../../../../main/notices.ts';
import { createTrouble } from '../../../../main/recovery/trouble.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';

function prepare() {
  const notices = createNotices({
    damage: undefined,
    provisioningProblems: [],
    wasRemoved: false,
    onDismissed: () => undefined,
  });
  const lines: string[] = [];
  const trouble = createTrouble({
    notices,
    log: createLog('app', (line) => lines.push(line)),
    onTold: () => undefined,
    versions: () => ({ lastUsed: '0.9.0', current: '0.1.0' }),
  });
  return { trouble, told: () => notices.list(), lines };
}

test('a clock that is wrong is said with by how much, and no longer once it is right', () => {
  const { trouble, told } = prepare();
  trouble.tellClock(-90 * 60_000);
  expect(told()).toMatchObject([
    { id: 'clock-wrong', text: expect.stringMatching(/90 minutes behind the relay/u) },
  ]);
  trouble.tellClock(5 * 60 * 60_000);
  expect(told()).toMatchObject([{ text: expect.stringMatching(/5 hours ahead of the relay/u) }]);
  trouble.tellClock(1_000);
  expect(told()).toEqual([]);
});

test('data that cannot be opened is told, and the log says so without a secret', () => {
  const { trouble, told, lines } = prepare();
  trouble.tellClosed(new AppError('secrets-unavailable', 'Bearer EAAB0123456789abcdef'));
  expect(told()).toMatchObject([{ id: 'keychain-locked', severity: 'error' }]);
  expect(lines.join()).not.toContain('EAAB0123456789');
});
