import { describe, expect, it } from 'vitest';
import {
  decideSendTime,
  sortKeyFrom,
  sortKeyOfInbound,
  sortKeyOfOutbound,
  timeOfSortKey,
} from '../../../../main/db/sort-key.ts';
import { MINUTE, NOW, messageId } from './story.ts';

describe('sort keys', () => {
  it('put an answer of the same second below the message that it answers', () => {
    expect(sortKeyOfInbound(NOW, 7) > sortKeyOfOutbound(NOW + 640, messageId('m1'))).toBe(true);
  });

  it('keep a message of the next second below it', () => {
    expect(sortKeyOfOutbound(NOW + 1000, messageId('m1')) > sortKeyOfInbound(NOW, 7)).toBe(true);
  });

  it('follow the log among inbound messages of one second', () => {
    expect(sortKeyOfInbound(NOW, 100) > sortKeyOfInbound(NOW, 99)).toBe(true);
  });

  it('trust a time that has milliseconds', () => {
    expect(timeOfSortKey(sortKeyOfInbound(NOW + 5, 1))).toBe(NOW + 5);
  });

  it('sort by time from one digit to fifteen', () => {
    const keys = [0, 9, 999, 1000, NOW, 99_999_999_999_999].map((at) =>
      sortKeyOfOutbound(at, messageId('m')),
    );
    expect(keys.toSorted()).toEqual(keys);
  });

  it('have a lower bound for each time', () => {
    expect(sortKeyFrom(NOW) <= sortKeyOfOutbound(NOW, messageId('m1'))).toBe(true);
    expect(sortKeyFrom(NOW) > sortKeyOfOutbound(NOW - 1, messageId('m1'))).toBe(true);
  });
});

describe('decideSendTime', () => {
  it.each([
    ['the conversation is new', undefined, NOW],
    ['everything is older', sortKeyOfInbound(NOW - MINUTE, 1), NOW],
    ['the last message seems to be of the future', sortKeyOfInbound(NOW + MINUTE, 1), NOW + MINUTE + 1000],
    ['the last message is of this very moment', sortKeyOfOutbound(NOW, messageId('m1')), NOW + 1],
    ['the last message is absurdly far ahead', sortKeyOfOutbound(NOW + 60 * MINUTE, messageId('m1')), NOW],
  ])('when %s', (_name, lastSortKey, expected) => {
    expect(decideSendTime(NOW, lastSortKey)).toBe(expected);
  });
});
