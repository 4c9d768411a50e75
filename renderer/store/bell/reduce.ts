import type { ReplyNotice } from '../../../shared/ipc/views.ts';
import { keepEqual } from '../keep-equal.ts';
import type { BellState } from './state.ts';

export function acceptReplies(state: BellState, replies: readonly ReplyNotice[]): BellState {
  return { replies: keepEqual(state.replies, replies), phase: 'ready', failure: undefined };
}

export function failReplies(state: BellState, failure: string): BellState {
  return { ...state, phase: 'failed', failure };
}
