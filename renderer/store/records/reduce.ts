import type { RecordKind } from '../../../shared/domain/record.ts';
import type { RecordRow } from '../../../shared/ipc/views.ts';
import { keepEqual } from '../keep-equal.ts';
import type { RecordsState } from './state.ts';

/** A new question. The rows of the old one stay until the first answer, so that the list does not flicker. */
export function askQuestion(
  state: RecordsState,
  question: { readonly query?: string; readonly kind?: RecordKind | undefined },
): RecordsState {
  return { ...state, ...question, epoch: state.epoch + 1, phase: 'loading', activeIndex: 0 };
}

/** The same question again, because something changed: the place in the list is kept. */
export function askAgain(state: RecordsState): RecordsState {
  return { ...state, epoch: state.epoch + 1 };
}

type RecordsAnswer = {
  readonly epoch: number;
  readonly pages: Readonly<Record<number, readonly RecordRow[]>>;
  readonly total: number;
};

/** Takes an answer in. Stale ones change nothing; the first of a newer question replaces all rows. */
export function acceptAnswer(state: RecordsState, answer: RecordsAnswer): RecordsState {
  if (answer.epoch !== state.epoch) return state;
  const isFirst = state.shownEpoch !== answer.epoch;
  return {
    ...state,
    pages: keepEqual(state.pages, isFirst ? answer.pages : { ...state.pages, ...answer.pages }),
    total: answer.total,
    shownEpoch: answer.epoch,
    phase: 'ready',
    failure: undefined,
    activeIndex: Math.max(0, Math.min(state.activeIndex, answer.total - 1)),
  };
}

export function failQuestion(state: RecordsState, epoch: number, failure: string): RecordsState {
  return epoch === state.epoch ? { ...state, phase: 'failed', failure } : state;
}

export function moveTo(state: RecordsState, index: number): RecordsState {
  const activeIndex = Math.max(0, Math.min(index, (state.total ?? 1) - 1));
  return activeIndex === state.activeIndex ? state : { ...state, activeIndex };
}
