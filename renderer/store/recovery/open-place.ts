import type { ConversationId } from '../../../shared/domain/ids.ts';
import type { OpenPlace } from '../../../shared/ipc/views.ts';
import type { ChatPane, NavigationState } from '../navigation/state.ts';

/** What of the navigation is worth finding again. A form for a new message is not: it is begun anew from the record. */
export function describeOpenPlace({ place, recordId, recordTab, panes }: NavigationState): OpenPlace {
  const records = findChat(panes.records);
  const inbox = findChat(panes.inbox);
  return {
    place,
    recordTab,
    ...(recordId === undefined ? {} : { recordId }),
    chats: {
      ...(records === undefined ? {} : { records }),
      ...(inbox === undefined ? {} : { inbox }),
    },
  };
}

/** The navigation as it was before the crash. */
export function restoreNavigation(
  state: NavigationState,
  { place, recordId, recordTab, chats }: OpenPlace,
): NavigationState {
  const panes = { records: toPane(chats.records), inbox: toPane(chats.inbox) };
  const isChatShown = place !== 'settings' && panes[place].kind === 'chat';
  const isRecordShown = place === 'records' && recordId !== undefined;
  const front = isChatShown ? 'chat' : isRecordShown ? 'record' : 'list';
  return { ...state, place, recordId, recordTab, panes, front };
}

function findChat(pane: ChatPane): ConversationId | undefined {
  return pane.kind === 'chat' ? pane.conversationId : undefined;
}

function toPane(conversationId: ConversationId | undefined): ChatPane {
  return conversationId === undefined ? { kind: 'none' } : { kind: 'chat', conversationId };
}
