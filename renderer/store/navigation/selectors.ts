import type { ConversationId } from '../../../shared/domain/ids.ts';
import type { AppState } from '../app-store.ts';
import type { ChatPane } from './state.ts';

const NOTHING: ChatPane = { kind: 'none' };

/** What the pane on the right shows in the place that is shown. */
export function selectPane(state: AppState): ChatPane {
  const { place, panes } = state.navigation;
  return place === 'settings' ? NOTHING : panes[place];
}

export function selectShownConversationId(state: AppState): ConversationId | undefined {
  const pane = selectPane(state);
  return pane.kind === 'chat' ? pane.conversationId : undefined;
}
