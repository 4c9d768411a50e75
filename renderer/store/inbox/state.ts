import type { CallInput, CallOutput } from '../../../shared/ipc/types.ts';
import type { ConversationRow } from '../../../shared/ipc/views.ts';

export type InboxFilter = CallInput<'conversations:list'>['filter'];

export type InboxState = {
  readonly filter: InboxFilter;
  /** Counts questions, as in the records list. */
  readonly epoch: number;
  readonly rows: readonly ConversationRow[];
  readonly nextBefore: string | undefined;
  readonly counts: CallOutput<'conversations:list'>['counts'] | undefined;
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly failure: string | undefined;
};

export const initialInbox: InboxState = {
  filter: 'all',
  epoch: 0,
  rows: [],
  nextBefore: undefined,
  counts: undefined,
  phase: 'loading',
  failure: undefined,
};
