import { expect, test } from 'vitest';
import { createOutboundText } from '../../../../main/db/send-text.ts';
import { getConversation } from '../../../../main/db/conversations.ts';
import { saveDraft } from '../../../../main/db/drafts.ts';
import { type WriteHandle, listRows } from '../../../../main/db/handle.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import { resetProjection } from '../../../../main/db/reset-projection.ts';
import {
  ALICE,
  BEGINNING,
  HOUR,
  NOW,
  THREAD,
  begin,
  entry,
  messageId,
  received,
  sent,
  status,
  tell,
} from './story.ts';
import { createTestDatabase } from './test-database.ts';

const DAY = 24 * HOUR;
const BEFORE = NOW - 30 * DAY;
const OLD = NOW - 40 * DAY;
let seq = BEGINNING.length;

const next = () => (seq += 1);
const trimmed = (before = BEFORE) => entry(next(), 'history.trimmed', { before });
const thread = { id: THREAD.conversationId, personKey: THREAD.personKey, channelId: THREAD.channelId };
const begun = () =>
  entry(next(), 'conversation.changed', { ...thread, ownerUserId: ALICE.id, createdAt: OLD });

function texts(db: WriteHandle): readonly string[] {
  return listRows<{ text: string }>(
    db,
    `SELECT content ->> '$.text' AS text FROM messages ORDER BY sort_key`,
  ).map(({ text }) => text);
}

test('What is older than the agency keeps goes, with what the lists and the search said of it; drafts stay.', () => {
  const db = createTestDatabase();
  begin(db);
  tell(db, begun());
  tell(db, entry(next(), 'message.received', received('old', OLD)));
  tell(db, entry(next(), 'message.sent', sent('old', OLD + HOUR, { status: 'read' })));
  tell(db, entry(next(), 'message.received', received('older reply', OLD + 2 * HOUR)));
  saveDraft(db, { conversationId: THREAD.conversationId, text: 'Still typing', now: NOW });
  const changes = tell(db, trimmed());
  expect(changes).toMatchObject({ isEverything: true, unreadCount: 0, newInboundCount: 0 });
  expect(texts(db)).toEqual([]);
  expect(listRows(db, `SELECT rowid FROM messages_fts WHERE messages_fts MATCH 'inbound'`)).toEqual([]);
  const row = getConversation(db, { conversationId: THREAD.conversationId });
  expect(row).toMatchObject({ hasDraft: true, unreadCount: 0, keptSince: BEFORE });
  expect(row).not.toHaveProperty('lastMessage');
});

test('What is told later of a time that is not kept changes nothing.', () => {
  const db = createTestDatabase();
  begin(db);
  tell(db, begun(), trimmed());
  tell(db, entry(next(), 'message.received', received('late', OLD)));
  tell(db, entry(next(), 'message.sent', sent('late', OLD)));
  tell(db, entry(next(), 'message.status', status('late', 'read', OLD)));
  tell(db, trimmed(BEFORE - 5 * DAY), entry(next(), 'message.received', received('between', BEFORE - DAY)));
  expect(texts(db)).toEqual([]);
  expect(listRows(db, 'SELECT 1 FROM pending_statuses')).toEqual([]);
  tell(db, entry(next(), 'message.received', received('new', NOW)));
  expect(texts(db)).toEqual(['Inbound new']);
});

test('A message of unknown fate stays however old it is, until its fate is heard.', () => {
  const db = createTestDatabase();
  begin(db);
  tell(db, begun());
  tell(db, entry(next(), 'message.sent', sent('doubtful', OLD, { status: 'unconfirmed' })));
  tell(db, trimmed());
  expect(texts(db)).toHaveLength(1);
  tell(db, entry(next(), 'message.status', status('doubtful', 'delivered', NOW)));
  expect(texts(db)).toEqual([]);
});

test('What waits to be sent from here stays, and the log can be read anew.', () => {
  const db = createTestDatabase();
  begin(db);
  tell(db, begun());
  tell(db, entry(next(), 'message.received', received('recent', NOW - HOUR)));
  createOutboundText(db, {
    messageId: messageId('mine'),
    conversationId: THREAD.conversationId,
    text: 'On its way',
    now: NOW,
  });
  tell(db, trimmed(NOW + HOUR));
  expect(texts(db)).toEqual(['On its way']);
  const { messages } = listMessages(db, { conversationId: THREAD.conversationId, limit: 10 });
  expect(messages).toHaveLength(1);
  resetProjection(db);
  expect(texts(db)).toEqual(['On its way']);
  tell(db, begun(), entry(next(), 'message.received', received('recent', NOW - HOUR)));
  expect(texts(db)).toHaveLength(2);
});
