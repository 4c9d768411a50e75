import type { ConversationId, MessageId, RecordId } from '../../../shared/domain/ids.ts';
import type {
  ChatPane,
  ComposeTarget,
  NavigationState,
  Overlay,
  Place,
  RecordTab,
  SettingsSection,
} from './state.ts';

export function goToPlace(state: NavigationState, place: Place): NavigationState {
  if (place === state.place) return { ...state, front: 'list', overlay: undefined };
  const isChatShown = place !== 'settings' && state.panes[place].kind !== 'none';
  const front = isChatShown
    ? 'chat'
    : place === 'records' && state.recordId !== undefined
      ? 'record'
      : 'list';
  return { ...state, place, front, overlay: undefined };
}

/** Opens a record. What is open beside it stays only while the record is the same. */
export function openRecord(
  state: NavigationState,
  recordId: RecordId,
  tab: RecordTab | undefined,
): NavigationState {
  const isSame = state.recordId === recordId;
  return {
    ...state,
    place: 'records',
    recordId,
    recordTab: tab ?? state.recordTab,
    panes: isSame ? state.panes : { ...state.panes, records: { kind: 'none' } },
    front: 'record',
    overlay: undefined,
  };
}

export function chooseTab(state: NavigationState, recordTab: RecordTab): NavigationState {
  return { ...state, recordTab };
}

export function openSettings(state: NavigationState, settingsSection: SettingsSection): NavigationState {
  return { ...goToPlace(state, 'settings'), settingsSection };
}

/** Shows a conversation in the pane of the place that asks; from elsewhere, in the inbox. */
export function openConversation(
  state: NavigationState,
  place: 'records' | 'inbox',
  conversationId: ConversationId,
  messageId: MessageId | undefined,
): NavigationState {
  const before = state.panes[place];
  // Choosing what is already open is no new visit: the reader keeps their place.
  const isSame =
    messageId === undefined && before.kind === 'chat' && before.conversationId === conversationId;
  const pane: ChatPane = isSame
    ? before
    : { kind: 'chat', conversationId, ...(messageId === undefined ? {} : { messageId }) };
  return {
    ...state,
    place,
    panes: { ...state.panes, [place]: pane },
    front: 'chat',
    overlay: undefined,
  };
}

export function openCompose(
  state: NavigationState,
  place: 'records' | 'inbox',
  target: ComposeTarget,
): NavigationState {
  return {
    ...state,
    place,
    panes: { ...state.panes, [place]: { kind: 'compose', target } },
    front: 'chat',
    overlay: undefined,
  };
}

/** Closes the pane on the right; a template for an existing conversation goes back to that conversation. */
export function closePane(state: NavigationState): NavigationState {
  if (state.place === 'settings') return state;
  const pane = state.panes[state.place];
  if (pane.kind === 'compose' && pane.target.kind === 'conversation') {
    return openConversation(state, state.place, pane.target.conversationId, undefined);
  }
  return {
    ...state,
    panes: { ...state.panes, [state.place]: { kind: 'none' } },
    front: state.place === 'records' && state.recordId !== undefined ? 'record' : 'list',
  };
}

/** One pane back, where the window shows only some of them. */
export function goBack(state: NavigationState): NavigationState {
  if (state.front === 'chat') return closePane(state);
  return { ...state, front: 'list' };
}

export function setOverlay(state: NavigationState, overlay: Overlay | undefined): NavigationState {
  return { ...state, overlay, sought: '' };
}

/** Opens the switcher with a query. */
export function seek(state: NavigationState, sought: string): NavigationState {
  return { ...state, overlay: 'switcher', sought };
}
