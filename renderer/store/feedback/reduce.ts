import type { FeedbackState, Note } from './state.ts';

export function showNote(
  state: FeedbackState,
  tone: Note['tone'],
  text: string,
  undo?: () => void,
): FeedbackState {
  return { ...state, note: { id: (state.note?.id ?? 0) + 1, tone, text, undo } };
}

/** Takes the note away, unless a newer one stands there. */
export function hideNote(state: FeedbackState, id: number): FeedbackState {
  return state.note?.id === id ? { ...state, note: undefined } : state;
}

export function announceText(state: FeedbackState, text: string): FeedbackState {
  return { ...state, announcement: { id: state.announcement.id + 1, text } };
}
