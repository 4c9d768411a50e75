import { describe, expect, it } from 'vitest';
import { removeOwnChannel, upsertOwnChannel } from '../../../../main/db/channels.ts';
import { getConversation } from '../../../../main/db/conversations.ts';
import { getFrame } from '../../../../main/db/frame.ts';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import { createOutboundText } from '../../../../main/db/send-text.ts';
import { setUser } from '../../../../main/db/users.ts';
import {
  ALICE,
  ALICES_NUMBER,
  AMARA,
  BOB,
  COMPANY,
  MINUTE,
  NOW,
  THREAD,
  BEGINNING,
  begin,
  entry,
  messageId,
  received,
  sent,
  status,
  tell,
  threadOf,
} from './story.ts';
import { createTestDatabase } from './test-database.ts';

const { conversationId } = THREAD;

function prepare(): WriteHandle {
  const db = createTestDatabase();
  begin(db);
  return db;
}

describe('getFrame', () => {
  it('names the channels that the user may send on, own number first', () => {
    const db = prepare();
    expect(getFrame(db)).toMatchObject({ user: ALICE, unreadCount: 0 });
    expect(getFrame(db).channels.map(({ id }) => id)).toEqual([ALICES_NUMBER.id, COMPANY.id]);
    setUser(db, BOB);
    expect(getFrame(db).channels.map(({ id }) => id)).toEqual([COMPANY.id]);
  });

  it('is empty before anybody has signed in', () => {
    expect(getFrame(createTestDatabase())).toEqual({ channels: [], unreadCount: 0 });
  });

  it('follows the own number as it is set up and removed, and keeps its conversations', () => {
    const db = createTestDatabase();
    setUser(db, ALICE);
    expect(upsertOwnChannel(db, ALICES_NUMBER).hasFrameChanges).toBe(true);
    tell(db, entry(4, 'channel.changed', ALICES_NUMBER));
    const own = threadOf(ALICES_NUMBER.id, AMARA, ALICE.id);
    tell(db, entry(5, 'message.received', received('a', NOW, own)));
    removeOwnChannel(db, ALICES_NUMBER.id);
    expect(getFrame(db).channels).toEqual([]);
    expect(getConversation(db, own)).toMatchObject({ canSend: false, channel: { name: "Alice's number" } });
  });

  it('takes the user’s new name from the log', () => {
    const db = prepare();
    expect(
      tell(db, entry(20, 'user.changed', { ...ALICE, displayName: 'Alice Stone' })).hasFrameChanges,
    ).toBe(true);
    expect(getFrame(db).user?.displayName).toBe('Alice Stone');
  });
});

describe('two desktops of one user', () => {
  it('show the same conversation, whichever of them sent', () => {
    const [here, there] = [prepare(), prepare()];
    const reply = entry(20, 'message.received', received('hello', NOW - MINUTE));
    tell(here, reply);
    tell(there, reply);
    createOutboundText(here, { messageId: messageId('m1'), conversationId, text: 'Outbound m1', now: NOW });
    // The company channel: the relay sends, and tells both.
    const told = [
      entry(21, 'message.sent', sent('m1', NOW)),
      entry(22, 'message.status', status('m1', 'delivered', NOW + 1000)),
      entry(23, 'message.received', received('thanks', NOW)),
    ];
    tell(here, ...told);
    tell(there, ...told);
    const views = [here, there].map((db) =>
      listMessages(db, { conversationId, limit: 10 }).messages.map(({ id, sortKey, status: value }) => ({
        id,
        sortKey,
        value,
      })),
    );
    expect(views[0]).toEqual(views[1]);
    expect(views[0]?.map(({ value }) => value)).toEqual([undefined, 'delivered', undefined]);
    expect([here, there].map((db) => getConversation(db, { conversationId }).unreadCount)).toEqual([1, 1]);
  });

  it('do not show a colleague’s desktop as theirs', () => {
    const db = createTestDatabase();
    setUser(db, BOB);
    tell(db, ...BEGINNING, entry(20, 'message.received', received('hello', NOW)));
    expect(getFrame(db).unreadCount).toBe(0);
  });
});
