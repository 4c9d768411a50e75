import { expect, test } from 'vitest';
import { listRestrictions } from '../../../../renderer/words/restriction-words.ts';
import { channelSchema } from '../../../../shared/protocol/events.ts';
import { NOON } from './a-message.ts';

function channel(restriction: object | undefined) {
  return channelSchema.parse({
    id: '1',
    kind: 'company',
    wabaId: 'w',
    name: 'Agency number',
    phoneNumber: '+442079460123',
    restriction,
  });
}

test('names the number, what is forbidden, and until when', () => {
  const restriction = { sentence: 'Nothing goes out.', at: NOON, until: NOON + 60_000 };
  expect(listRestrictions([channel(restriction), channel(undefined)], NOON)).toEqual([
    { channelId: '1', text: 'Agency number: Nothing goes out. Until 12:01.' },
  ]);
});

test('is silent when it has ended', () => {
  const restriction = { sentence: 'Nothing goes out.', at: NOON, until: NOON };
  expect(listRestrictions([channel(restriction)], NOON)).toEqual([]);
});
