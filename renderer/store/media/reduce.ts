import type { MessageId } from '../../../shared/domain/ids.ts';
import type { FileProgress, Filing, MediaState, Preview } from './state.ts';

/** More files than this are never under way; what is older has ended. */
const MOST_REMEMBERED = 20;

export function noteProgress(state: MediaState, messageId: MessageId, progress: FileProgress): MediaState {
  const { [messageId]: _before, ...others } = state.progress;
  const kept = Object.entries(others).slice(1 - MOST_REMEMBERED);
  return { ...state, progress: { ...Object.fromEntries(kept), [messageId]: progress } };
}

export function view(state: MediaState, viewedId: MessageId | undefined): MediaState {
  return { ...state, viewedId };
}

export function ask(state: MediaState, filing: Filing | undefined): MediaState {
  return { ...state, filing };
}

export function show(state: MediaState, preview: Preview | undefined): MediaState {
  return { ...state, preview };
}
