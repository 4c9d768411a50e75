import type { ConversationId, MessageId, RecordId } from '../../shared/domain/ids.ts';
import type { ChangeSet } from '../../shared/ipc/contract.ts';

type RevisionVerdict = 'old' | 'next' | 'gap';

/** Whether a change set is already part of what we know, follows it, or shows that we missed one. */
export function judgeRevision(known: number, incoming: number): RevisionVerdict {
  if (incoming <= known) return 'old';
  return incoming === known + 1 ? 'next' : 'gap';
}

export type ReloadPlan = {
  readonly frame: boolean;
  readonly records: boolean;
  readonly record: boolean;
  readonly conversations: boolean;
  readonly chat: { readonly changedIds: readonly MessageId[] } | 'all' | undefined;
  readonly templates: boolean;
};

/** What stands beside the open chat: it can wait until the chat has been painted. */
export type ListsPlan = Pick<ReloadPlan, 'records' | 'record' | 'conversations' | 'templates'>;

/** One plan for two changes. */
export function joinLists(first: ListsPlan, second: ListsPlan): ListsPlan {
  return {
    records: first.records || second.records,
    record: first.record || second.record,
    conversations: first.conversations || second.conversations,
    templates: first.templates || second.templates,
  };
}

export const RELOAD_EVERYTHING: ReloadPlan = {
  frame: true,
  records: true,
  record: true,
  conversations: true,
  chat: 'all',
  templates: true,
};

/** What of the things on screen must be fetched again after a change. */
export function planReloads(
  shown: { readonly recordId: RecordId | undefined; readonly conversationId: ConversationId | undefined },
  change: ChangeSet,
): ReloadPlan {
  if (change.isEverything) return { ...RELOAD_EVERYTHING, frame: change.hasFrameChanges };
  const touchesConversations = change.conversations.length > 0 || change.messages.length > 0;
  return {
    frame: change.hasFrameChanges,
    // Rows of the list carry unread marks and opt-outs, which conversations move.
    records: change.records.length > 0 || touchesConversations,
    record: touchesConversations || (shown.recordId !== undefined && change.records.includes(shown.recordId)),
    conversations: touchesConversations,
    chat: planChat(shown.conversationId, change),
    templates: change.hasTemplateChanges || change.hasFrameChanges,
  };
}

function planChat(conversationId: ConversationId | undefined, change: ChangeSet): ReloadPlan['chat'] {
  if (conversationId === undefined) return undefined;
  const changed = change.messages.filter((entry) => entry.conversationId === conversationId);
  if (changed.length === 0 && !change.conversations.includes(conversationId)) return undefined;
  return { changedIds: changed.flatMap((entry) => entry.messageIds) };
}
