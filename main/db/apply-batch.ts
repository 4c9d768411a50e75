import Sqlite from 'better-sqlite3';
import type { ChannelId, ConversationId, MessageId, PersonKey, UserId } from '../../shared/domain/ids.ts';
import { type RawEvent, logEventSchema } from '../../shared/protocol/events.ts';
import { type Backfill, advanceBackfill } from './backfills.ts';
import { type Changes, summariseChanges } from './change-tracker.ts';
import { readUpTo } from './conversation-state.ts';
import { saveCursor } from './cursor.ts';
import { type WriteHandle, findRow, inTransaction } from './handle.ts';
import { describePerson } from './people.ts';
import { type Projection, type Resumed, createProjection, saveProjection } from './projection.ts';
import { projectEvent } from './project-event.ts';
import { forgetErasedWords } from './project-record.ts';
import { dropUnprojected, keepUnprojected, listUnprojected } from './unprojected.ts';

export type Batch = {
  readonly events: readonly RawEvent[];
  /** Where this reader stands when the batch has been applied. */
  readonly cursor: number;
  /** Epoch ms; written beside entries that could not be used. */
  readonly now: number;
  readonly myUserId: UserId | undefined;
  /** Of the connection that brought the entries; absent where none did. */
  readonly resumed?: Resumed;
};

/** A reply for the notifications. */
export type NewInbound = {
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly personName: string;
  readonly text: string;
  readonly at: number;
  /** Absent: nobody's yet. */
  readonly ownerUserId?: UserId;
  readonly channelId: ChannelId;
  /** False when it has already been read or answered, here or on another desktop. */
  readonly isNew: boolean;
};

export type BatchResult = Changes & {
  /** The newest ones, oldest first; at most 50. */
  readonly newInbound: readonly NewInbound[];
  /** How many there were. */
  readonly newInboundCount: number;
  /** Conversations that left this user's sight: their notifications have to go, too. */
  readonly lostConversations: readonly ConversationId[];
  /** There are older entries to fetch; see `findBackfill`. */
  readonly mustBackfill: boolean;
};

/**
 * Projects a batch of the log and moves the cursor, in one transaction. Repetitions and any order end in the same
 * state. An entry of an unknown kind, or with a body that this version cannot use, is kept and marked and stops nothing.
 * Throws only when the disk does; then nothing has changed.
 */
export function applyBatch(db: WriteHandle, batch: Batch): BatchResult {
  return inTransaction(db, () => {
    const result = applyEvents(db, batch);
    saveCursor(db, batch.cursor);
    return result;
  });
}

/**
 * Projects older entries of conversations that this user has gained, and moves the job's place with them. Undefined when
 * the job has changed since they were asked for: then they are not used, and are to be asked for anew.
 */
export function applyBackfill(
  db: WriteHandle,
  { id, generation, ...batch }: Batch & Pick<Backfill, 'id' | 'generation'>,
): BatchResult | undefined {
  return inTransaction(db, () =>
    advanceBackfill(db, { id, generation, cursor: batch.cursor }) ? applyEvents(db, batch) : undefined,
  );
}

/**
 * Tries the entries again that were kept aside: call it once after the app was updated. What still cannot be used stays
 * kept.
 */
export function replayUnprojected(db: WriteHandle, input: Omit<Batch, 'events' | 'cursor'>): BatchResult {
  return inTransaction(db, () => {
    const events = listUnprojected(db);
    dropUnprojected(db);
    return applyEvents(db, { ...input, events });
  });
}

type Entries = Omit<Batch, 'cursor'>;

function applyEvents(db: WriteHandle, batch: Entries): BatchResult {
  try {
    return inTransaction(db, () => applyAll(db, batch));
  } catch (cause) {
    if (isTroubleOfTheDisk(cause)) throw cause;
    // Savepoints cost too much to have one around every entry, so they are used only where something was wrong.
    return inTransaction(db, () => applyOneByOne(db, batch));
  }
}

function applyAll(db: WriteHandle, batch: Entries): BatchResult {
  const projection = createProjection(db, batch.myUserId, batch.resumed);
  for (const raw of batch.events) projectRaw(projection, raw, batch.now);
  return finish(projection, batch);
}

function applyOneByOne(db: WriteHandle, batch: Entries): BatchResult {
  const whole = createProjection(db, batch.myUserId, batch.resumed);
  for (const raw of batch.events) {
    try {
      inTransaction(db, () => {
        const single = { ...whole, conversations: new Map(), mayHavePending: true };
        projectRaw(single, raw, batch.now);
        saveProjection(single);
        whole.mustBackfill ||= single.mustBackfill;
        whole.horizon = single.horizon;
      });
    } catch (cause) {
      if (isTroubleOfTheDisk(cause)) throw cause;
      keepUnprojected(db, raw, reasonOf(cause), batch.now);
    }
  }
  return finish(whole, batch);
}

function projectRaw(projection: Projection, raw: RawEvent, now: number): void {
  const parsed = logEventSchema.safeParse(raw);
  if (parsed.success) projectEvent(projection, parsed.data);
  // The path says what is wrong with the entry; the values stay out of it, they may be a person's words.
  else keepUnprojected(projection.db, raw, parsed.error.issues[0]?.path.join('.') ?? 'unreadable', now);
}

function finish(projection: Projection, batch: Entries): BatchResult {
  saveProjection(projection);
  forgetErasedWords(projection);
  return {
    ...summariseChanges(projection.db, projection.changes, batch.myUserId),
    newInbound: describeNewest(projection),
    newInboundCount: projection.inserted.length,
    lostConversations: [...projection.lost],
    mustBackfill: projection.mustBackfill,
  };
}

/** Full, damaged or locked: no fault of an entry, and nothing that keeping it aside would cure. */
function isTroubleOfTheDisk(cause: unknown): boolean {
  return cause instanceof Sqlite.SqliteError && !/^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(cause.code);
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Sqlite.SqliteError) return cause.code;
  return cause instanceof Error ? cause.name : 'unknown';
}

/** More than this is told as a number. */
const MAX_DESCRIBED = 50;

const FIND_THREAD = `
  SELECT owner_user_id AS ownerUserId, channel_id AS channelId, person_key AS personKey,
    last_outbound_key AS lastOutboundKey,
    (SELECT sort_key FROM read_marks WHERE conversation_id = :id) AS readMark,
    (SELECT unread_as_of FROM read_marks WHERE conversation_id = :id) AS unreadAsOf
  FROM conversations WHERE id = :id`;

type Thread = {
  readonly ownerUserId: UserId | null;
  readonly channelId: ChannelId;
  readonly personKey: PersonKey;
  readonly lastOutboundKey: string | null;
  readonly readMark: string | null;
  readonly unreadAsOf: string | null;
};

function describeNewest({ db, inserted }: Projection): readonly NewInbound[] {
  const newest = inserted.toSorted((a, b) => (a.sortKey < b.sortKey ? -1 : 1)).slice(-MAX_DESCRIBED);
  return newest.flatMap(({ conversationId, messageId, sortKey, at, text }) => {
    const thread = findRow<Thread>(db, FIND_THREAD, { id: conversationId });
    if (thread === undefined) return [];
    return [
      {
        conversationId,
        messageId,
        personName: describePerson(db, thread.personKey).name,
        text,
        at,
        ...(thread.ownerUserId === null ? {} : { ownerUserId: thread.ownerUserId }),
        channelId: thread.channelId,
        isNew: sortKey > readUpTo(thread),
      },
    ];
  });
}
