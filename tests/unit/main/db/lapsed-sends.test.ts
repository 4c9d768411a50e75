import { describe, expect, it } from 'vitest';
import { getConversation, listConversations } from '../../../../main/db/conversations.ts';
import { saveDraft } from '../../../../main/db/drafts.ts';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { judgeWindows, withdrawLapsed } from '../../../../main/db/lapsed-sends.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import { settle, takeDue } from '../../../../main/db/outbox.ts';
import { listToPublish } from '../../../../main/db/publish-queue.ts';
import { createOutboundFile } from '../../../../main/db/send-file.ts';
import { createReaction } from '../../../../main/db/send-reaction.ts';
import { createOutboundTemplate } from '../../../../main/db/send-template.ts';
import { createOutboundText } from '../../../../main/db/send-text.ts';
import { findNextUpload } from '../../../../main/db/uploads.ts';
import {
  ALICE,
  ALICES_NUMBER,
  AMARA,
  GREETING,
  GREETING_VALUES,
  HOUR,
  MINUTE,
  NOW,
  THREAD,
  begin,
  entry,
  messageId,
  received,
  tell,
  threadOf,
} from './story.ts';
import { createTestDatabase } from './test-database.ts';

const { conversationId } = THREAD;
/** The person wrote an hour before NOW. */
const TOO_LATE = NOW + 23 * HOUR + MINUTE;

function open(): WriteHandle {
  const db = createTestDatabase();
  begin(db);
  tell(
    db,
    entry(10, 'message.received', received('hello', NOW - HOUR)),
    entry(11, 'template.changed', { template: { ...GREETING, syncedAt: NOW } }),
  );
  return db;
}

function write(db: WriteHandle, name: string, now = NOW) {
  createOutboundText(db, { messageId: messageId(name), conversationId, text: `Text ${name}`, now });
}

function take(db: WriteHandle, now: number) {
  const judged = judgeWindows(db, { now });
  return { judged, taken: takeDue(db, { now })?.job.messageId };
}

function shown(db: WriteHandle) {
  const { messages } = listMessages(db, { conversationId, limit: 10 });
  return messages
    .filter(({ isInbound }) => !isInbound)
    .map(({ id, status, lapsedAt }) => [id, status, lapsedAt]);
}

describe('judgeWindows', () => {
  it('sets aside what was queued before the window ended, tells the window of it once, and never hands it out', () => {
    const db = open();
    write(db, 'a');
    write(db, 'b');
    const { judged, taken } = take(db, TOO_LATE);
    expect(taken).toBeUndefined();
    expect(judged?.mustPublish).toBe(false);
    expect(judged?.changes.messages[0]?.messageIds).toEqual([messageId('a'), messageId('b')]);
    expect(shown(db)).toEqual([
      [messageId('a'), 'queued', TOO_LATE],
      [messageId('b'), 'queued', TOO_LATE],
    ]);
    expect(take(db, TOO_LATE + HOUR)).toEqual({ judged: undefined, taken: undefined });
  });

  it('leaves alone what is queued while the window is open', () => {
    const db = open();
    write(db, 'a');
    expect(take(db, NOW)).toEqual({ judged: undefined, taken: messageId('a') });
  });

  it('lets a template pass what has lapsed, and lets all go in their order when the person writes again', () => {
    const db = open();
    write(db, 'a');
    write(db, 'b');
    take(db, TOO_LATE);
    createOutboundTemplate(db, {
      messageId: messageId('hi'),
      target: { conversationId },
      templateId: GREETING.id,
      values: GREETING_VALUES,
      now: TOO_LATE,
    });
    expect(take(db, TOO_LATE).taken).toBe(messageId('hi'));
    settle(db, { messageId: messageId('hi'), verdict: { kind: 'handed-over' }, now: TOO_LATE });
    tell(db, entry(20, 'message.received', received('back', TOO_LATE + HOUR)));
    expect(take(db, TOO_LATE + HOUR).taken).toBe(messageId('a'));
    expect(take(db, TOO_LATE + HOUR).taken).toBeUndefined();
    settle(db, { messageId: messageId('a'), verdict: { kind: 'handed-over' }, now: TOO_LATE + HOUR });
    expect(take(db, TOO_LATE + HOUR).taken).toBe(messageId('b'));
    expect(shown(db).map(([, , lapsedAt]) => lapsedAt)).toEqual([undefined, undefined, undefined]);
  });

  it('does not take back what is in flight, and asks when Meta puts it off past the end of the window', () => {
    const db = open();
    write(db, 'a');
    take(db, NOW);
    expect(judgeWindows(db, { now: TOO_LATE })).toBeUndefined();
    const failure = { sentence: 'Too fast.', advice: 'Wait.', canRetry: true };
    const verdict = { kind: 'try-later', afterMs: HOUR, failure } as const;
    settle(db, { messageId: messageId('a'), verdict, now: TOO_LATE });
    expect(take(db, TOO_LATE)).toMatchObject({ taken: undefined, judged: { mustPublish: false } });
    expect(shown(db)).toEqual([[messageId('a'), 'queued', TOO_LATE]]);
  });

  it('lets a reaction fail, as there is no bubble of its own to ask on, and tells the relay of it', () => {
    const db = open();
    const own = threadOf(ALICES_NUMBER.id, AMARA, ALICE.id);
    tell(db, entry(20, 'message.received', received('own', NOW - HOUR, own)));
    const [target] = listMessages(db, { conversationId: own.conversationId, limit: 1 }).messages;
    createReaction(db, {
      messageId: messageId('heart'),
      conversationId: own.conversationId,
      targetMessageId: target?.id ?? messageId('none'),
      emoji: '❤️',
      now: NOW,
    });
    expect(take(db, TOO_LATE)).toMatchObject({ taken: undefined, judged: { mustPublish: true } });
    expect(listToPublish(db, { limit: 10 })).toMatchObject([
      { message: { messageId: messageId('heart'), status: 'failed' } },
    ]);
  });
});

describe('withdrawLapsed', () => {
  it('turns the text into the draft, after what is typed already, and leaves no trace of the message', () => {
    const db = open();
    write(db, 'a');
    take(db, TOO_LATE);
    saveDraft(db, { conversationId, text: 'By the way', now: TOO_LATE });
    const withdrawn = withdrawLapsed(db, { messageId: messageId('a'), keepsText: true, now: TOO_LATE });
    expect(withdrawn.draft).toBe('By the way\nText a');
    expect(getConversation(db, { conversationId }).draft).toBe(withdrawn.draft);
    expect(shown(db)).toEqual([]);
    expect(listConversations(db, { filter: 'waiting', limit: 10, now: TOO_LATE }).rows).toHaveLength(1);
    tell(db, entry(20, 'message.received', received('back', TOO_LATE + HOUR)));
    expect(take(db, TOO_LATE + HOUR)).toEqual({ judged: undefined, taken: undefined });
  });

  it('discards a file with its upload', () => {
    const db = open();
    const file = {
      objectId: 'o1',
      fileKey: 'ab'.repeat(32),
      kind: 'document',
      fileName: 'Rota.pdf',
      mimeType: 'application/pdf',
      size: 9,
      sha256: 'cd'.repeat(32),
    } as const;
    createOutboundFile(db, { messageId: messageId('pdf'), conversationId, file, now: NOW });
    take(db, TOO_LATE);
    expect(
      withdrawLapsed(db, { messageId: messageId('pdf'), keepsText: false, now: TOO_LATE }).draft,
    ).toBeUndefined();
    expect(findNextUpload(db, { now: TOO_LATE, running: [] })).toBeUndefined();
    expect(shown(db)).toEqual([]);
  });

  it('refuses to take back what does not wait for the window', () => {
    const db = open();
    write(db, 'a');
    expect(() => withdrawLapsed(db, { messageId: messageId('a'), keepsText: true, now: NOW })).toThrow(
      /does not wait any more/u,
    );
  });
});
