import { describe, expect, it } from 'vitest';
import { getConversation } from '../../../../main/db/conversations.ts';
import { getCursor, rememberLog } from '../../../../main/db/cursor.ts';
import { saveDraft } from '../../../../main/db/drafts.ts';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import { openDatabase } from '../../../../main/db/open-database.ts';
import { findNextDueAt, recoverInFlight, settle, takeDue } from '../../../../main/db/outbox.ts';
import { confirmPublished, findCompanyMessage, listToPublish } from '../../../../main/db/publish-queue.ts';
import { markRead } from '../../../../main/db/read-marks.ts';
import { resetProjection } from '../../../../main/db/reset-projection.ts';
import { createOutboundText } from '../../../../main/db/send-text.ts';
import type { SendVerdict } from '../../../../shared/outbound/outbox.ts';
import {
  ALICE,
  ALICES_NUMBER,
  AMARA,
  BEGINNING,
  COMPANY,
  HOUR,
  NOW,
  type Thread,
  begin,
  entry,
  messageId,
  received,
  sent,
  status,
  tell,
  threadOf,
} from './story.ts';
import { TEST_KEY, createTestDatabase, createTestPath } from './test-database.ts';

const OWN = threadOf(ALICES_NUMBER.id, AMARA, ALICE.id);
const SHARED = threadOf(COMPANY.id, AMARA, ALICE.id);
const OTHER = threadOf(ALICES_NUMBER.id, 'somebody-else' as typeof AMARA, ALICE.id);
const FAILURE = { code: 131026, sentence: 'Not on WhatsApp.', advice: 'Call.', canRetry: false };
const WAIT: SendVerdict = { kind: 'try-later', afterMs: 5000, failure: FAILURE };

/** Windows are open with both people on every channel. */
function prepare(db: WriteHandle = createTestDatabase()): WriteHandle {
  begin(db);
  tell(
    db,
    entry(10, 'message.received', received('own', NOW - HOUR, OWN)),
    entry(11, 'message.received', received('shared', NOW - HOUR, SHARED)),
    entry(12, 'message.received', received('other', NOW - HOUR, OTHER)),
    entry(13, 'person.changed', { key: OTHER.personKey, waId: '447700900457', aliases: [] }),
  );
  return db;
}

function write(db: WriteHandle, name: string, { conversationId }: Thread) {
  createOutboundText(db, { messageId: messageId(name), conversationId, text: `Text ${name}`, now: NOW });
}

function take(db: WriteHandle, now = NOW) {
  return takeDue(db, { now })?.job.messageId;
}

function say(db: WriteHandle, name: string, verdict: SendVerdict, now = NOW) {
  return settle(db, { messageId: messageId(name), verdict, now });
}

function newest(db: WriteHandle, { conversationId }: Thread) {
  return listMessages(db, { conversationId, limit: 1 }).messages[0];
}

describe('takeDue', () => {
  it('hands out the jobs of one person one after the other, and of several people side by side', () => {
    const db = prepare();
    write(db, 'a1', OWN);
    write(db, 'a2', OWN);
    write(db, 'b1', OTHER);
    expect([take(db), take(db), take(db)]).toEqual([messageId('a1'), messageId('b1'), undefined]);
    say(db, 'a1', { kind: 'accepted', wamid: 'wamid.a1' });
    expect([take(db), take(db)]).toEqual([messageId('a2'), undefined]);
  });

  it('lets nothing overtake a job that was put off', () => {
    const db = prepare();
    write(db, 'a1', OWN);
    write(db, 'a2', OWN);
    take(db);
    say(db, 'a1', WAIT);
    expect(take(db)).toBeUndefined();
    expect(findNextDueAt(db)).toBe(NOW + 5000);
    expect(takeDue(db, { now: NOW + 5000 })).toMatchObject({
      attempts: 1,
      job: { messageId: messageId('a1') },
    });
    expect(newest(db, OWN)?.status).toBe('queued');
  });

  it('knows no next time while everything is in flight or done', () => {
    const db = prepare();
    expect(findNextDueAt(db)).toBeUndefined();
    write(db, 'a1', OWN);
    write(db, 'a2', OWN);
    expect(findNextDueAt(db)).toBe(NOW);
    take(db);
    expect(findNextDueAt(db)).toBeUndefined();
  });
});

describe('settle', () => {
  it.each([
    ['accepted', { kind: 'accepted', wamid: 'wamid.m1' }, { status: 'accepted' }],
    ['rejected', { kind: 'rejected', failure: FAILURE }, { status: 'failed', failure: FAILURE }],
    ['unknown', { kind: 'unknown', reason: 'timeout' }, { status: 'unconfirmed' }],
  ] as const)('ends a job that was %s and tells the relay of it', (_name, verdict, expected) => {
    const db = prepare();
    write(db, 'm1', OWN);
    take(db);
    const settled = say(db, 'm1', verdict);
    expect(settled).toMatchObject({ conversationId: OWN.conversationId, mustPublish: true });
    expect(newest(db, OWN)).toMatchObject(expected);
    expect(listToPublish(db, { limit: 10 })).toMatchObject([
      { message: { messageId: messageId('m1'), ...expected } },
    ]);
    expect(take(db)).toBeUndefined();
  });

  it('leaves a message that the relay has taken queued, with nothing to publish', () => {
    const db = prepare();
    write(db, 'm1', SHARED);
    take(db);
    expect(findCompanyMessage(db, { messageId: messageId('m1') })).toMatchObject({
      status: 'queued',
      channelId: COMPANY.id,
    });
    expect(say(db, 'm1', { kind: 'handed-over' }).mustPublish).toBe(false);
    expect(newest(db, SHARED)?.status).toBe('queued');
    expect(listToPublish(db, { limit: 10 })).toEqual([]);
    tell(db, entry(20, 'message.sent', sent('m1', NOW, { content: { type: 'text', text: 'Text m1' } })));
    expect(newest(db, SHARED)?.status).toBe('accepted');
  });

  it('does not step back behind a webhook that was faster than the answer', () => {
    const db = prepare();
    write(db, 'm1', OWN);
    take(db);
    tell(db, entry(20, 'message.status', status('m1', 'delivered', NOW, { messageId: messageId('m1') })));
    say(db, 'm1', { kind: 'accepted', wamid: 'wamid.m1' });
    expect(newest(db, OWN)?.status).toBe('delivered');
  });

  it('ignores a second verdict', () => {
    const db = prepare();
    write(db, 'm1', OWN);
    take(db);
    say(db, 'm1', { kind: 'accepted', wamid: 'wamid.m1' });
    expect(say(db, 'm1', { kind: 'rejected', failure: FAILURE }).mustPublish).toBe(false);
    expect(newest(db, OWN)?.status).toBe('accepted');
  });

  it('does not take a message of an own number for one of the company', () => {
    const db = prepare();
    write(db, 'm1', OWN);
    expect(findCompanyMessage(db, { messageId: messageId('m1') })).toBeUndefined();
  });
});

describe('confirmPublished', () => {
  it('forgets what the relay has taken, and only that', () => {
    const db = prepare();
    for (const name of ['m1', 'm2']) {
      write(db, name, OWN);
      take(db);
      say(db, name, { kind: 'accepted', wamid: `wamid.${name}` });
    }
    const [first] = listToPublish(db, { limit: 1 });
    expect(first?.message.messageId).toBe(messageId('m1'));
    confirmPublished(db, { entryIds: [first?.entryId ?? 0] });
    expect(listToPublish(db, { limit: 10 }).map(({ message }) => message.messageId)).toEqual([
      messageId('m2'),
    ]);
  });
});

describe('a crash', () => {
  it('makes unconfirmed what was in flight to Meta, and gives the relay its message again', () => {
    const path = createTestPath();
    const before = prepare(openDatabase({ path, key: TEST_KEY }));
    write(before, 'own1', OWN);
    write(before, 'own2', OWN);
    write(before, 'shared1', SHARED);
    expect([take(before), take(before)]).toEqual([messageId('own1'), messageId('shared1')]);
    before.close();

    const after = openDatabase({ path, key: TEST_KEY });
    expect(recoverInFlight(after, { now: NOW + HOUR })).toBe(1);
    expect(recoverInFlight(after, { now: NOW + HOUR })).toBe(0);
    const statuses = listMessages(after, { conversationId: OWN.conversationId, limit: 10 }).messages.map(
      (m) => m.status,
    );
    expect(statuses).toEqual([undefined, 'unconfirmed', 'queued']);
    expect(listToPublish(after, { limit: 10 })).toMatchObject([{ message: { status: 'unconfirmed' } }]);
    const due = [take(after, NOW + HOUR), take(after, NOW + HOUR)];
    expect(new Set(due)).toEqual(new Set([messageId('own2'), messageId('shared1')]));
    after.close();
  });
});

describe('resetProjection', () => {
  it('keeps what only this desktop knows and rebuilds the rest from the log', () => {
    const db = prepare();
    const shown = received('own', 0);
    saveDraft(db, { conversationId: SHARED.conversationId, text: 'Half a sen', now: NOW });
    markRead(db, { conversationId: OTHER.conversationId, upToSortKey: '~', now: NOW });
    write(db, 'waiting', OWN);
    write(db, 'sent1', OTHER);
    takeDue(db, { now: NOW });
    takeDue(db, { now: NOW });
    say(db, 'sent1', { kind: 'accepted', wamid: 'wamid.sent1' });

    expect(resetProjection(db)).toMatchObject({ isEverything: true, hasFrameChanges: true });
    expect(getCursor(db)).toBe(0);
    expect(newest(db, OWN)).toMatchObject({ id: messageId('waiting'), status: 'queued' });
    expect(listToPublish(db, { limit: 10 })).toMatchObject([
      { message: { messageId: messageId('sent1'), status: 'accepted' } },
    ]);

    prepare(db);
    expect(getConversation(db, SHARED)).toMatchObject({ draft: 'Half a sen', personName: 'Amara Okafor' });
    expect(getConversation(db, OTHER).unreadCount).toBe(0);
    const ids = listMessages(db, { conversationId: OWN.conversationId, limit: 10 }).messages.map(
      ({ id }) => id,
    );
    expect(ids).toEqual([shown.messageId, messageId('waiting')]);
    say(db, 'waiting', { kind: 'accepted', wamid: 'wamid.waiting' });
    expect(newest(db, OWN)?.status).toBe('accepted');
  });

  it('keeps what was said on the user’s own number, and tells the relay again what was sent there', () => {
    const db = prepare();
    write(db, 'own1', OWN);
    takeDue(db, { now: NOW });
    say(db, 'own1', { kind: 'accepted', wamid: 'wamid.own1' });
    confirmPublished(db, { entryIds: listToPublish(db, { limit: 10 }).map(({ entryId }) => entryId) });
    write(db, 'shared1', SHARED);
    expect(rememberLog(db, { logId: 'one' })).toBe(true);
    expect(rememberLog(db, { logId: 'two' })).toBe(false);
    resetProjection(db, { logId: 'two' });
    expect([rememberLog(db, { logId: 'two' }), rememberLog(db, { logId: 'one' })]).toEqual([true, false]);
    const own = { conversationId: OWN.conversationId, limit: 10 };
    expect(listMessages(db, own).messages.map(({ isInbound }) => isInbound)).toEqual([true, false]);
    expect(listToPublish(db, { limit: 10 })).toMatchObject([{ message: { messageId: messageId('own1') } }]);
    // Told again, it is what it was.
    prepare(db);
    expect(listMessages(db, own).messages.map(({ isInbound }) => isInbound)).toEqual([true, false]);
  });

  it('works on an empty database', () => {
    const db = createTestDatabase();
    resetProjection(db);
    tell(db, ...BEGINNING);
    expect(getCursor(db)).toBe(8);
  });
});
