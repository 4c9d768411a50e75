import type { ConversationId, MessageId } from '../../../shared/domain/ids.ts';
import type { MessageHit } from '../../../shared/ipc/views.ts';

/** A search for messages, and its answer. */
export type Search = {
  readonly query: string;
  /** Counts questions: an answer to an older one is stale. */
  readonly epoch: number;
  /** Newest first. */
  readonly hits: readonly MessageHit[];
  readonly hasMore: boolean;
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  readonly failure: string | undefined;
};

/** The search in one conversation, which is walked hit by hit. */
export type ChatSearch = Search & {
  readonly conversationId: ConversationId;
  /** The hit at which the reader is. */
  readonly at: number;
  /** The message from which the walk begins, once it is among the hits. */
  readonly startsAt: MessageId | undefined;
  /** Counts the times that the keyboard was asked into the field. */
  readonly visit: number;
};

export type FindState = { readonly everywhere: Search; readonly inChat: ChatSearch | undefined };

export const initialSearch: Search = {
  query: '',
  epoch: 0,
  hits: [],
  hasMore: false,
  phase: 'idle',
  failure: undefined,
};

export const initialFind: FindState = { everywhere: initialSearch, inChat: undefined };
