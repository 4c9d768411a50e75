import type { RecordId } from '../../../shared/domain/ids.ts';
import type { RecordFileRow } from '../../../shared/ipc/record-file-views.ts';
import type { ConversationRow, HistoryEntry, RecordDetails } from '../../../shared/ipc/views.ts';
import { keepEqual } from '../keep-equal.ts';
import { type RecordState, initialRecord } from './state.ts';

export function startRecord(state: RecordState, recordId: RecordId): RecordState {
  if (state.recordId === recordId) return state;
  return { ...initialRecord, recordId, phase: 'loading' };
}

/** Takes a record in, unless the user has gone on to another. */
export function acceptRecord(
  state: RecordState,
  recordId: RecordId,
  answer: {
    readonly details: RecordDetails;
    readonly conversations: readonly ConversationRow[];
    readonly files: readonly RecordFileRow[];
  },
): RecordState {
  if (state.recordId !== recordId) return state;
  return {
    ...state,
    details: keepEqual(state.details, answer.details),
    conversations: keepEqual(state.conversations, answer.conversations),
    files: keepEqual(state.files, answer.files),
    phase: 'ready',
    failure: undefined,
  };
}

export function failRecord(state: RecordState, recordId: RecordId, failure: string): RecordState {
  return state.recordId === recordId ? { ...state, phase: 'failed', failure } : state;
}

/** The record was erased: nothing of it may stay on the screen. */
export function loseRecord(state: RecordState, recordId: RecordId): RecordState {
  return state.recordId === recordId ? { ...initialRecord, recordId, phase: 'gone' } : state;
}

export function startHistory(state: RecordState): RecordState {
  return { ...state, history: { ...state.history, phase: 'loading', failure: undefined } };
}

type HistoryPage = { readonly entries: readonly HistoryEntry[]; readonly nextBefore?: string | undefined };

/** Adds an older page below what is shown. */
export function appendHistory(state: RecordState, recordId: RecordId, page: HistoryPage): RecordState {
  if (state.recordId !== recordId) return state;
  const known = new Set(state.history.entries.map((entry) => entry.messageId));
  const added = page.entries.filter((entry) => !known.has(entry.messageId));
  return {
    ...state,
    history: {
      entries: [...state.history.entries, ...added],
      nextBefore: page.nextBefore,
      phase: 'ready',
      failure: undefined,
    },
  };
}

/** Puts the newest page on top of the older ones that are already shown. */
export function refreshHistory(state: RecordState, recordId: RecordId, page: HistoryPage): RecordState {
  if (state.recordId !== recordId) return state;
  const fresh = new Set(page.entries.map((entry) => entry.messageId));
  const lastFresh = page.entries.at(-1);
  const firstKnown = state.history.entries.findIndex((entry) => entry.messageId === lastFresh?.messageId);
  // Where the page does not reach what was shown, what lies between is unknown: begin again from the page.
  const older =
    firstKnown === -1
      ? []
      : state.history.entries.slice(firstKnown).filter((entry) => !fresh.has(entry.messageId));
  return {
    ...state,
    history: {
      entries: keepEqual(state.history.entries, [...page.entries, ...older]),
      nextBefore: older.length === 0 ? page.nextBefore : state.history.nextBefore,
      phase: 'ready',
      failure: undefined,
    },
  };
}

export function failHistory(state: RecordState, recordId: RecordId, failure: string): RecordState {
  if (state.recordId !== recordId) return state;
  return { ...state, history: { ...state.history, phase: 'failed', failure } };
}
