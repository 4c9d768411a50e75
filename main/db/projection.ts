import type { ConversationId, MessageId, RecordId, UserId } from '../../shared/domain/ids.ts';
import { type ChangeTracker, createChangeTracker } from './change-tracker.ts';
import {
  type ConversationState,
  type ThreadHint,
  createConversation,
  loadConversation,
  noteHint,
  saveConversation,
} from './conversation-state.ts';
import { type WriteHandle, findRow } from './handle.ts';
import { findHorizon } from './horizon.ts';

/** An inbound message that this transaction inserted. */
export type InsertedInbound = {
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly sortKey: string;
  readonly at: number;
  readonly text: string;
};

/** One transaction's work on the projection: what it has loaded, and what it changed. */
export type Projection = {
  readonly db: WriteHandle;
  readonly myUserId: UserId | undefined;
  readonly changes: ChangeTracker;
  readonly inserted: InsertedInbound[];
  readonly conversations: Map<ConversationId, ConversationState>;
  /** Records that were here and are gone now. */
  readonly erased: Set<RecordId>;
  /** Conversations that left this user's sight. */
  readonly lost: Set<ConversationId>;
  /** There is something older to fetch. */
  mustBackfill: boolean;
  /** Where the connection that brought the entries began, and how far the log reached then. */
  readonly resumed: Resumed | undefined;
  /** Saves a lookup for each outbound message while nothing waits for one, which is nearly always. */
  mayHavePending: boolean;
  /** From when on the agency keeps messages; undefined: from the beginning. */
  horizon: number | undefined;
};

export type Resumed = { readonly start: number; readonly head: number };

export function createProjection(
  db: WriteHandle,
  myUserId: UserId | undefined,
  resumed?: Resumed,
): Projection {
  const pending = findRow<{ any: number }>(db, 'SELECT EXISTS (SELECT 1 FROM pending_statuses) AS "any"');
  return {
    db,
    myUserId,
    changes: createChangeTracker(),
    inserted: [],
    conversations: new Map(),
    erased: new Set(),
    lost: new Set(),
    mustBackfill: false,
    resumed,
    mayHavePending: pending?.any === 1,
    horizon: findHorizon(db),
  };
}

/** The conversation, or undefined when nothing is known of it. */
export function findConversationState(
  projection: Projection,
  id: ConversationId,
): ConversationState | undefined {
  const known = projection.conversations.get(id);
  if (known !== undefined) return known;
  const loaded = loadConversation(projection.db, id);
  if (loaded !== undefined) projection.conversations.set(id, loaded);
  return loaded;
}

/** The conversation of a message, begun if the log has not described it yet. */
export function conversationOf(projection: Projection, hint: ThreadHint): ConversationState {
  let state = findConversationState(projection, hint.id);
  if (state === undefined) {
    state = createConversation(projection.db, hint);
    projection.conversations.set(hint.id, state);
  }
  noteHint(state, hint);
  return state;
}

/** Writes what was changed in memory. The transaction may be committed after this. */
export function saveProjection({ db, conversations }: Projection): void {
  for (const state of conversations.values()) saveConversation(db, state);
}
