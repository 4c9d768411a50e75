import { expect, test } from 'vitest';
import { MESSAGE_STATUSES } from '../../../../shared/domain/message-status.ts';
import { describeStatus, listStatusTimes, nameStatus } from '../../../../renderer/words/status-words.ts';

test.each([
  ['queued', 'clock', false],
  ['unconfirmed', 'question', false],
  ['held', 'clock', false],
  ['accepted', 'one-tick', false],
  ['sent', 'one-tick', false],
  ['delivered', 'two-ticks', false],
  ['read', 'two-ticks-filled', true],
  ['played', 'two-ticks-filled', true],
  ['failed', 'failed', false],
] as const)('%s has the shape %s', (status, shape, isRead) => {
  expect(describeStatus(status)).toMatchObject({ shape, isRead });
});

test('every status has words of its own', () => {
  expect(new Set(MESSAGE_STATUSES.map((status) => describeStatus(status).label)).size).toBe(
    MESSAGE_STATUSES.length,
  );
  expect(new Set(MESSAGE_STATUSES.map(nameStatus)).size).toBe(MESSAGE_STATUSES.length);
});

test('the times of a message are listed in the order of its steps', () => {
  const times = listStatusTimes({ read: 3_000, accepted: 1_000, delivered: 2_000 });
  expect(times.map(({ name }) => name)).toEqual(['Accepted', 'Delivered', 'Read']);
});
