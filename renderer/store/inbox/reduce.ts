import type { CallOutput } from '../../../shared/ipc/types.ts';
import { keepEqual } from '../keep-equal.ts';
import type { InboxFilter, InboxState } from './state.ts';

type Answer = CallOutput<'conversations:list'>;

export function chooseFilter(state: InboxState, filter: InboxFilter): InboxState {
  if (filter === state.filter) return state;
  return { ...state, filter, epoch: state.epoch + 1, rows: [], nextBefore: undefined, phase: 'loading' };
}

/** The question again, from the top: answers that are still under way become stale. */
export function askAgain(state: InboxState): InboxState {
  return { ...state, epoch: state.epoch + 1 };
}

/** The newest rows. Older rows that were already shown must have been asked for too: the answer replaces all. */
export function acceptRows(state: InboxState, epoch: number, answer: Answer): InboxState {
  if (epoch !== state.epoch) return state;
  return {
    ...state,
    rows: keepEqual(state.rows, answer.rows),
    nextBefore: answer.nextBefore,
    counts: keepEqual(state.counts, answer.counts),
    phase: 'ready',
    failure: undefined,
  };
}

export function appendRows(state: InboxState, epoch: number, answer: Answer): InboxState {
  if (epoch !== state.epoch) return state;
  const known = new Set(state.rows.map((row) => row.id));
  return {
    ...state,
    rows: [...state.rows, ...answer.rows.filter((row) => !known.has(row.id))],
    nextBefore: answer.nextBefore,
    counts: answer.counts,
  };
}

export function failRows(state: InboxState, epoch: number, failure: string): InboxState {
  return epoch === state.epoch ? { ...state, phase: 'failed', failure } : state;
}
