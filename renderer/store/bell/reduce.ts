import type { ReplyNotice } from '../../../shared/ipc/views.ts';
import type { BellState } from './state.ts';

export function acceptReplies(_state: BellState, replies: readonly ReplyNotice[]): BellState {
  return { replies, phase: 'ready', failure: undefined };
}

export function failReplies(state: BellState, failure: string): BellState {
  return { ...state, phase: 'failed', failure };
}
