import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  advanceStatus,
  MESSAGE_STATUSES,
  type MessageStatus,
  statusRank,
} from '../../../../shared/domain/message-status.ts';

const status = fc.constantFrom(...MESSAGE_STATUSES);
const hear = (heard: readonly MessageStatus[], start: MessageStatus = 'queued') =>
  heard.reduce(advanceStatus, start);

describe('the status of a message', () => {
  it('ends the same in whatever order, and however often, its webhooks come', () => {
    const delivery = fc.array(status).chain((heard) => {
      const repeated = [...heard, ...heard];
      const all = { minLength: heard.length, maxLength: repeated.length };
      return fc.record({ heard: fc.constant(heard), arrived: fc.shuffledSubarray(repeated, all) });
    });
    fc.assert(
      fc.property(delivery, ({ heard, arrived }) => {
        expect(hear([...arrived, ...heard])).toBe(hear(heard));
        expect(hear([...heard, ...arrived])).toBe(hear(heard));
        expect(hear([...heard].toReversed().concat(arrived))).toBe(hear(heard));
      }),
    );
  });

  it('never steps back', () => {
    fc.assert(
      fc.property(status, status, (current, heard) => {
        expect(statusRank(advanceStatus(current, heard))).toBeGreaterThanOrEqual(statusRank(current));
      }),
    );
  });
});

test.each<[MessageStatus, MessageStatus, MessageStatus]>([
  ['accepted', 'failed', 'failed'],
  ['sent', 'failed', 'failed'],
  ['failed', 'sent', 'failed'],
  ['failed', 'delivered', 'delivered'],
  ['delivered', 'failed', 'delivered'],
  ['read', 'delivered', 'read'],
  ['unconfirmed', 'accepted', 'accepted'],
  ['unconfirmed', 'queued', 'unconfirmed'],
  ['unconfirmed', 'held', 'held'],
  ['held', 'sent', 'sent'],
  ['held', 'failed', 'failed'],
  ['read', 'played', 'played'],
])('%s, then %s, is %s', (current, heard, expected) => {
  expect(advanceStatus(current, heard)).toBe(expected);
});
