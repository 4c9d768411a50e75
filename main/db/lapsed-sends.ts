import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, ChannelId, MessageId, PersonKey } from '../../shared/domain/ids.ts';
import { findMediaContent } from '../../shared/domain/media-file-name.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { SendFailure } from '../../shared/domain/message-status.ts';
import { isWindowOpen } from '../../shared/domain/service-window.ts';
import { findOutbound } from './advance-message.ts';
import { type Changes, summariseChanges, trackMessage } from './change-tracker.ts';
import { findDraftText, saveDraft } from './drafts.ts';
import { type Json, type WriteHandle, findRow, inTransaction, listRows, readJson, runSql } from './handle.ts';
import { type Settled, type StoredJob, endJob } from './outbox.ts';
import { type Projection, createProjection, saveProjection } from './projection.ts';
import { findWindowClosesAt } from './service-window.ts';
import { forgetMessage } from './trim-history.ts';
import { findMe } from './users.ts';

/*
 * What was queued while the service window was open, and could not go out before it ended. Meta would refuse it, so it is
 * not tried: it waits in the outbox until the person writes again, or until the user takes it back.
 */

type WaitingJob = StoredJob & {
  readonly channelId: ChannelId;
  readonly type: MessageContent['type'];
  readonly lapsedAt: number | null;
};

const WAITING = `
  SELECT message_id AS messageId, person_key AS personKey, channel_id AS channelId, route,
    job ->> '$.content.type' AS type, lapsed_at AS lapsedAt
  FROM outbox WHERE state = 'due' AND job ->> '$.content.type' <> 'template'`;

/**
 * Sets aside what may not be sent any more at `now`, and lets go what may be sent again. Undefined when nothing changed. A
 * reaction has no bubble on which to ask: it fails.
 */
export function judgeWindows(
  db: WriteHandle,
  { now }: { readonly now: number },
): Pick<Settled, 'changes' | 'mustPublish'> | undefined {
  return inTransaction(db, () => {
    const isOpen = createWindowBook(db, now);
    const changed = listRows<WaitingJob>(db, WAITING).filter(
      (job) => isOpen(job.personKey, job.channelId) !== (job.lapsedAt === null),
    );
    if (changed.length === 0) return undefined;
    const projection = createProjection(db, findMe(db)?.id);
    const mustPublish = changed.map((job) => turn(projection, job, now)).includes(true);
    return { mustPublish, changes: finish(projection) };
  });
}

/** Answers whether the relay has to be told. */
function turn(projection: Projection, job: WaitingJob, now: number): boolean {
  const { messageId, type, lapsedAt } = job;
  if (type === 'reaction' && lapsedAt === null) {
    return endJob(projection, job, { status: 'failed', at: now, failure: TOO_LATE, wamid: undefined });
  }
  const sql =
    'UPDATE outbox SET lapsed_at = :lapsedAt, due_at = min(due_at, :now) WHERE message_id = :messageId';
  runSql(projection.db, sql, { messageId, lapsedAt: lapsedAt === null ? now : null, now });
  const message = findOutbound(projection.db, { messageId });
  if (message !== undefined) trackMessage(projection.changes, message.conversationId, messageId);
  return false;
}

const TOO_LATE: SendFailure = {
  sentence: 'The reaction was not sent: the 24 hours ended before it could go out.',
  advice: 'WhatsApp allows reactions only within 24 hours of the person’s last message.',
  canRetry: false,
};

/** Many queued messages are to the same person: each window is looked up once. */
function createWindowBook(db: WriteHandle, now: number) {
  const known = new Map<string, boolean>();
  return (personKey: PersonKey, channelId: ChannelId): boolean => {
    const name = `${channelId} ${personKey}`;
    const isOpen = known.get(name) ?? isWindowOpen(findWindowClosesAt(db, personKey, channelId), now);
    known.set(name, isOpen);
    return isOpen;
  };
}

export type WithdrawLapsed = {
  readonly messageId: MessageId;
  readonly keepsText: boolean;
  readonly now: number;
};

export type Withdrawn = { readonly changes: Changes; readonly draft: string | undefined };

/**
 * Deletes a message that waits because its window has ended; nobody but this desktop has heard of it. With `keepsText` its
 * text goes to the end of the draft, which is answered. Throws AppError `conflict` when it does not wait any more.
 */
export function withdrawLapsed(db: WriteHandle, { messageId, keepsText, now }: WithdrawLapsed): Withdrawn {
  return inTransaction(db, () => {
    const message = findOutbound(db, { messageId });
    const job = findRow<{ content: Json<MessageContent> }>(db, LAPSED, { messageId });
    if (message === undefined || job === undefined) {
      throw new AppError(
        'conflict',
        'This message does not wait any more: its ticks tell what became of it.',
      );
    }
    const { conversationId } = message;
    const text = keepsText ? textOf(readJson(job.content)) : '';
    const draft = text === '' ? undefined : joinDraft(db, conversationId, text);
    for (const table of ['outbox', 'uploads', 'local_media'])
      runSql(db, `DELETE FROM ${table} WHERE message_id = :messageId`, { messageId });
    const projection = createProjection(db, findMe(db)?.id);
    forgetMessage(projection, message);
    const changes = finish(projection);
    if (draft !== undefined) saveDraft(db, { conversationId, text: draft, now });
    return { changes, draft };
  });
}

const LAPSED = `SELECT job -> '$.content' AS content FROM outbox WHERE message_id = :messageId AND lapsed_at IS NOT NULL`;

function textOf(content: MessageContent): string {
  if (content.type === 'text') return content.text;
  return findMediaContent(content)?.media.caption ?? '';
}

function joinDraft(db: WriteHandle, conversationId: ConversationId, text: string): string {
  const typed = findDraftText(db, conversationId) ?? '';
  return typed.trim() === '' ? text : `${typed}\n${text}`;
}

function finish(projection: Projection): Changes {
  saveProjection(projection);
  return summariseChanges(projection.db, projection.changes, projection.myUserId);
}
