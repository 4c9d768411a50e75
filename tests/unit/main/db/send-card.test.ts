import { expect, it } from 'vitest';
import { listMessages } from '../../../../main/db/messages.ts';
import { type Card, createOutboundCard } from '../../../../main/db/send-card.ts';
import { HOUR, NOW, THREAD, begin, entry, messageId, received, tell } from './story.ts';
import { createTestDatabase } from './test-database.ts';

const { conversationId } = THREAD;

function send(card: Card, now = NOW) {
  const db = createTestDatabase();
  begin(db);
  tell(db, entry(10, 'message.received', received('hello', NOW - HOUR)));
  createOutboundCard(db, { messageId: messageId('card'), conversationId, card, now });
  return listMessages(db, { conversationId, limit: 10 }).messages.at(-1);
}

const LEEDS: Card = { type: 'location', latitude: 53.79648, longitude: -1.54785, name: 'Leeds station' };

function cardOf(change: Partial<Extract<Card, { type: 'contacts' }>['contacts'][number]>): Card {
  const contact = { name: 'Tom Reed', phones: ['07700 900321'], emails: ['tom@x.example'], ...change };
  return { type: 'contacts', contacts: [contact] };
}

it('queues a place', () => {
  expect(send(LEEDS)).toMatchObject({ content: LEEDS, status: 'queued' });
});

it('queues a card, with its numbers in E.164', () => {
  expect(send(cardOf({}))).toMatchObject({
    content: {
      type: 'contacts',
      contacts: [{ name: 'Tom Reed', phones: ['+447700900321'], emails: ['tom@x.example'] }],
    },
  });
});

it.each<[string, Card, number, string]>([
  ['a place off the globe', { ...LEEDS, latitude: 91 }, NOW, 'no coordinates'],
  ['a card without a name', cardOf({ name: ' ' }), NOW, 'needs a name'],
  ['a card without any way to the person', cardOf({ phones: [], emails: [] }), NOW, 'a number or an email'],
  ['a number that is none', cardOf({ phones: ['12'] }), NOW, 'no phone number'],
  ['a closed window', LEEDS, NOW + 24 * HOUR, 'only a template'],
])('refuses %s', (_name, card, now, sentence) => {
  expect(() => send(card, now)).toThrow(sentence);
});
