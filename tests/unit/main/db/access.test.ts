import { describe, expect, it } from 'vitest';
import { applyBackfill, applyBatch, replayUnprojected } from '../../../../main/db/apply-batch.ts';
import { findBackfill } from '../../../../main/db/backfills.ts';
import { getConversation, listConversations } from '../../../../main/db/conversations.ts';
import { saveDraft } from '../../../../main/db/drafts.ts';
import { type WriteHandle, listRows } from '../../../../main/db/handle.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import { settle, takeDue } from '../../../../main/db/outbox.ts';
import { resetProjection } from '../../../../main/db/reset-projection.ts';
import { searchMessages } from '../../../../main/db/search-messages.ts';
import { createOutboundTemplate } from '../../../../main/db/send-template.ts';
import { createOutboundText } from '../../../../main/db/send-text.ts';
import {
  type ConversationId,
  type PersonKey,
  type UserId,
  conversationIdFor,
} from '../../../../shared/domain/ids.ts';
import type { Access, RawEvent } from '../../../../shared/protocol/events.ts';
import {
  ALICE,
  AMARA,
  AMARA_NUMBER,
  AMARA_RECORD,
  BOB,
  COMPANY,
  GREETING,
  GREETING_VALUES,
  HOUR,
  NOW,
  THREAD,
  begin,
  describeThread,
  entry,
  messageId,
  received,
  tell,
  threadOf,
} from './story.ts';
import { createTestDatabase } from './test-database.ts';

const ZOE = 'zoe' as PersonKey;
const BOBS = threadOf(COMPANY.id, ZOE, BOB.id);
const NOBODYS = threadOf(COMPANY.id, 'yan' as PersonKey);

/** Alice's thread, one of Bob's with a secret and a reaction, and one that nobody owns. */
function beginWithColleague(): WriteHandle {
  const db = createTestDatabase();
  begin(db);
  tell(
    db,
    entry(10, 'message.received', received('mine', NOW - HOUR)),
    entry(11, 'person.changed', { key: ZOE, waId: '447700900111', profileName: 'Zoe', aliases: [] }),
    entry(12, 'conversation.changed', describeThread(BOBS)),
    entry(13, 'message.received', received('secret', NOW - HOUR, BOBS)),
    entry(14, 'message.received', {
      ...received('heart', NOW - HOUR, BOBS),
      content: { type: 'reaction', targetWamid: 'wamid.secret', emoji: '❤️' },
    }),
    entry(15, 'conversation.changed', describeThread(NOBODYS)),
    entry(16, 'message.received', received('open', NOW - HOUR, NOBODYS)),
  );
  return db;
}

function see(version: number, fields: Partial<Access> = {}): Access {
  return { userId: ALICE.id, version, owners: [], ...fields };
}

function count(db: WriteHandle, table: string): number {
  return listRows<{ n: number }>(db, `SELECT count(*) AS n FROM ${table}`)[0]?.n ?? -1;
}

function idsOf(db: WriteHandle): readonly ConversationId[] {
  return listConversations(db, { filter: 'all', limit: 100, now: NOW })
    .rows.map(({ id }) => id)
    .sort();
}

function search(db: WriteHandle, query: string): number {
  return searchMessages(db, { query, limit: 10 }).hits.length;
}

describe('what a user may see', () => {
  it('loses a colleague’s conversation with everything that it brought, and keeps the rest', () => {
    const db = beginWithColleague();
    expect([
      search(db, 'secret'),
      count(db, "messages WHERE type = 'reaction'"),
      count(db, 'people'),
    ]).toEqual([1, 1, 2]);
    const result = tell(db, entry(20, 'access.changed', see(1)));
    expect(idsOf(db)).toEqual([THREAD.conversationId, NOBODYS.conversationId].sort());
    expect([
      search(db, 'secret'),
      count(db, "messages WHERE type = 'reaction'"),
      count(db, 'people'),
    ]).toEqual([0, 0, 1]);
    expect(search(db, 'mine')).toBe(1);
    expect(result.lostConversations).toEqual([BOBS.conversationId]);
    expect(result.conversations).toContain(BOBS.conversationId);
    expect(result.mustBackfill).toBe(false);
  });

  it('raises no notification for what came and went in one batch', () => {
    const db = beginWithColleague();
    const result = tell(
      db,
      entry(20, 'message.received', received('late', NOW, BOBS)),
      entry(21, 'access.changed', see(1)),
    );
    expect(result.newInbound).toEqual([]);
  });

  it('keeps a draft for the day on which the conversation comes back', () => {
    const db = beginWithColleague();
    saveDraft(db, { conversationId: BOBS.conversationId, text: 'Half a thought', now: NOW });
    tell(db, entry(20, 'access.changed', see(1)));
    expect(idsOf(db)).not.toContain(BOBS.conversationId);
    tell(
      db,
      entry(30, 'access.changed', see(2, { owners: [{ userId: BOB.id, since: 2 }] })),
      entry(31, 'conversation.changed', describeThread(BOBS)),
    );
    expect(getConversation(db, { conversationId: BOBS.conversationId }).draft).toBe('Half a thought');
  });

  it('drops what it could not use of a lost conversation', () => {
    const db = beginWithColleague();
    const unknown: RawEvent = {
      seq: 17,
      id: 'x',
      kind: 'message.pinned',
      at: NOW,
      body: { conversationId: BOBS.conversationId, text: 'A secret of tomorrow' },
    };
    tell(db, unknown);
    expect(count(db, 'unprojected_events')).toBe(1);
    tell(db, entry(20, 'access.changed', see(1)));
    expect(count(db, 'unprojected_events')).toBe(0);
  });

  it('fetches what is older of a colleague who comes into sight, and nothing of one who stayed in it', () => {
    const db = beginWithColleague();
    tell(db, entry(20, 'access.changed', see(1, { owners: [{ userId: BOB.id, since: 0 }] })));
    expect(findBackfill(db)).toBeUndefined();
    expect(idsOf(db)).toContain(BOBS.conversationId);
    const carol = 'carol' as UserId;
    const owners = [BOB.id, carol].map((userId) => ({ userId, since: userId === carol ? 2 : 0 }));
    expect(tell(db, entry(21, 'access.changed', see(2, { owners }))).mustBackfill).toBe(true);
    expect(findBackfill(db)?.request).toEqual({ ownerIds: [carol], after: 0, before: 21 });
  });

  it('fetches anew what was out of sight between two words that it heard', () => {
    const db = beginWithColleague();
    tell(db, entry(20, 'access.changed', see(1, { owners: [{ userId: BOB.id, since: 0 }] })));
    tell(db, entry(25, 'access.changed', see(3, { owners: [{ userId: BOB.id, since: 3 }] })));
    expect(findBackfill(db)?.request).toMatchObject({ ownerIds: [BOB.id], before: 25 });
  });

  it('fetches everything when everyone comes into sight', () => {
    const db = beginWithColleague();
    tell(db, entry(20, 'access.changed', see(1)));
    tell(db, entry(25, 'access.changed', see(2, { everyoneSince: 2 })));
    expect(findBackfill(db)?.request).toEqual({ after: 0, before: 25 });
  });

  it('hears the same word twice, or an old one late, without doing anything', () => {
    const db = beginWithColleague();
    tell(db, entry(20, 'access.changed', see(2)));
    const before = idsOf(db);
    tell(db, entry(21, 'access.changed', see(2)), entry(22, 'access.changed', see(1, { everyoneSince: 1 })));
    expect(idsOf(db)).toEqual(before);
    expect(findBackfill(db)).toBeUndefined();
  });

  it('is told to a desktop that did not know of visibility, after its update', () => {
    const db = beginWithColleague();
    const asKept = JSON.stringify(see(1));
    listRows(
      db,
      `INSERT INTO unprojected_events (id, seq, kind, at, body, reason, kept_at)
       VALUES ('a', 20, 'access.changed', 1, :body, 'kind', 1) RETURNING 1`,
      { body: asKept },
    );
    const result = replayUnprojected(db, { now: NOW, myUserId: ALICE.id });
    expect(result.lostConversations).toEqual([BOBS.conversationId]);
  });
});

describe('a conversation that changes hands', () => {
  const lost = { conversationId: NOBODYS.conversationId, access: 'lost' } as const;
  const gained = { conversationId: BOBS.conversationId, access: 'gained' } as const;

  it('is forgotten when it is lost', () => {
    const db = beginWithColleague();
    expect(tell(db, entry(20, 'conversation.access', lost)).lostConversations).toEqual([lost.conversationId]);
    expect(idsOf(db)).not.toContain(lost.conversationId);
    expect(search(db, 'open')).toBe(0);
  });

  it('is not forgotten for an old word that comes after a newer one', () => {
    const db = beginWithColleague();
    tell(db, entry(14, 'conversation.access', lost));
    expect(idsOf(db)).toContain(lost.conversationId);
  });

  it('brings its past when it is gained: all of it, or what this connection did not bring', () => {
    const db = createTestDatabase();
    begin(db);
    tell(db, entry(20, 'conversation.access', gained));
    expect(findBackfill(db)?.request).toEqual({
      conversationIds: [gained.conversationId],
      after: 0,
      before: 20,
    });
    const again = createTestDatabase();
    begin(again);
    const events = [entry(20, 'conversation.access', gained)];
    const batch = { events, cursor: 20, now: NOW, myUserId: ALICE.id };
    applyBatch(again, { ...batch, resumed: { start: 8, head: 30 } });
    expect(findBackfill(again)?.request.before).toBe(9);
    const fresh = createTestDatabase();
    begin(fresh);
    applyBatch(fresh, { ...batch, resumed: { start: 0, head: 30 } });
    expect(findBackfill(fresh)).toBeUndefined();
  });

  it('joins others that wait, so that the log is looked through once for many', () => {
    const db = createTestDatabase();
    begin(db);
    const ids = Array.from({ length: 250 }, (_, n) => `c${n}` as ConversationId);
    tell(
      db,
      ...ids.map((conversationId, n) =>
        entry(20 + n, 'conversation.access', { conversationId, access: 'gained' }),
      ),
    );
    expect(count(db, 'backfills')).toBe(2);
    expect(findBackfill(db)?.request.conversationIds).toHaveLength(200);
    expect(findBackfill(db)?.request.before).toBe(219);
  });

  it('is filled page by page, each page once, and stays readable in between', () => {
    const db = createTestDatabase();
    begin(db);
    tell(
      db,
      entry(20, 'conversation.changed', describeThread(BOBS)),
      entry(20, 'conversation.access', gained),
    );
    const job = findBackfill(db)!;
    const page = { ...job, now: NOW, myUserId: ALICE.id };
    const first = [entry(10, 'message.received', received('one', NOW - HOUR, BOBS))];
    applyBackfill(db, { ...page, events: first, cursor: 10 });
    expect(findBackfill(db)?.request.after).toBe(10);
    applyBackfill(db, { ...page, events: first, cursor: 10 });
    const second = [entry(11, 'message.received', received('two', NOW - HOUR, BOBS))];
    expect(applyBackfill(db, { ...page, events: second, cursor: 19 })?.messages).toHaveLength(1);
    expect(findBackfill(db)).toBeUndefined();
    const { conversationId } = BOBS;
    expect(listMessages(db, { conversationId, limit: 10 }).messages).toHaveLength(2);
    expect(applyBackfill(db, { ...page, events: second, cursor: 19 })).toBeUndefined();
  });

  it('does not come back with a page that was asked for before it was lost', () => {
    const db = createTestDatabase();
    begin(db);
    tell(
      db,
      entry(20, 'conversation.changed', describeThread(BOBS)),
      entry(20, 'conversation.access', gained),
    );
    const { id, generation } = findBackfill(db)!;
    tell(db, entry(21, 'conversation.access', { ...gained, access: 'lost' }));
    const events = [entry(10, 'message.received', received('secret', NOW - HOUR, BOBS))];
    const result = applyBackfill(db, { id, generation, events, cursor: 10, now: NOW, myUserId: ALICE.id });
    expect(result).toBeUndefined();
    expect(search(db, 'secret')).toBe(0);
    expect(findBackfill(db)?.generation).not.toBe(generation);
  });
});

describe('what only this desktop knows', () => {
  const { conversationId } = THREAD;
  const handedOver = [entry(20, 'conversation.access', { conversationId, access: 'lost' })] as const;

  it('keeps a message that still waits when its conversation goes, and settles it', () => {
    const db = beginWithColleague();
    createOutboundText(db, {
      messageId: messageId('waiting'),
      conversationId,
      text: 'Not yet sent',
      now: NOW,
    });
    expect(takeDue(db, { now: NOW })).toBeDefined();
    tell(db, ...handedOver);
    expect([search(db, 'mine'), search(db, 'sent')]).toEqual([0, 1]);
    const failure = { sentence: 'This conversation is in other hands.', advice: 'Ask.', canRetry: false };
    settle(db, { messageId: messageId('waiting'), verdict: { kind: 'rejected', failure }, now: NOW });
    const { messages } = listMessages(db, { conversationId, limit: 10 });
    expect(messages).toMatchObject([{ status: 'failed', failure: { sentence: failure.sentence } }]);
  });

  it('lets a message go that the relay has taken when its conversation is gone', () => {
    const db = beginWithColleague();
    createOutboundText(db, { messageId: messageId('waiting'), conversationId, text: 'Just sent', now: NOW });
    takeDue(db, { now: NOW });
    tell(db, ...handedOver);
    settle(db, { messageId: messageId('waiting'), verdict: { kind: 'handed-over' }, now: NOW });
    expect(idsOf(db)).not.toContain(conversationId);
    expect(search(db, 'sent')).toBe(0);
  });

  it('begins another conversation with somebody who was handed over', () => {
    const db = beginWithColleague();
    tell(db, ...handedOver);
    const next = createOutboundTemplate(db, {
      messageId: messageId('again'),
      target: { recordId: AMARA_RECORD.id, e164: AMARA_NUMBER, channelId: COMPANY.id },
      templateId: GREETING.id,
      values: GREETING_VALUES,
      now: NOW,
    });
    const thread = { channelId: COMPANY.id, personKey: AMARA, ownerUserId: ALICE.id };
    expect(next.conversationId).toBe(conversationIdFor({ ...thread, turn: 1 }));
    expect(getConversation(db, { conversationId: next.conversationId }).owner?.userId).toBe(ALICE.id);
  });

  it('forgets what it was told with the log', () => {
    const db = beginWithColleague();
    tell(db, entry(20, 'access.changed', see(1)), ...handedOver);
    tell(db, entry(22, 'access.changed', see(2, { everyoneSince: 2 })));
    resetProjection(db);
    expect([count(db, 'backfills'), count(db, 'lost_conversations')]).toEqual([0, 0]);
    // From the beginning of the log, everybody is in sight again.
    tell(db, entry(1, 'access.changed', see(1, { owners: [{ userId: BOB.id, since: 0 }] })));
    expect(findBackfill(db)).toBeUndefined();
  });
});
