import type { ConversationId, RecordId } from '../../shared/domain/ids.ts';
import { describeContent } from '../../shared/domain/message-content.ts';
import type { CallOutput } from '../../shared/ipc/types.ts';
import type { HistoryEntry } from '../../shared/ipc/views.ts';
import { findChannel } from './channels.ts';
import { getStoredConversation } from './conversations.ts';
import { type ReadHandle, listRows, readJson } from './handle.ts';
import { CONVERSATIONS_OF_RECORD } from './identity-sql.ts';
import { SELECT_MESSAGE, type StoredMessage, describeFailure } from './message-view.ts';
import { describePerson } from './people.ts';
import { describeUser } from './users.ts';

export type ListHistory = {
  readonly recordId: RecordId;
  /** `nextBefore` of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
};

const PAGE = `${SELECT_MESSAGE} WHERE conversation_id = :id AND sort_key < :before ORDER BY sort_key DESC LIMIT :limit`;

/** What was said with any person of the record, by whom and on which channel, newest first. */
export function listHistory(db: ReadHandle, input: ListHistory): CallOutput<'records:list-history'> {
  const { recordId, limit } = input;
  const before = input.before ?? '~';
  const conversations = listRows<{ id: ConversationId }>(db, CONVERSATIONS_OF_RECORD, { recordId });
  const newest = conversations
    .flatMap(({ id }) => listRows<StoredMessage>(db, PAGE, { id, before, limit: limit + 1 }))
    .sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1));
  const page = newest.slice(0, limit);
  const last = newest.length > limit ? page.at(-1) : undefined;
  const threads = new Map(conversations.map(({ id }) => [id, describeThread(db, id)]));
  return {
    entries: page.map((message) => buildEntry(db, message, threads.get(message.conversationId))),
    ...(last === undefined ? {} : { nextBefore: last.sortKey }),
  };
}

type Thread = { readonly personName: string; readonly channelName: string };

function describeThread(db: ReadHandle, id: ConversationId): Thread {
  const { personKey, channelId } = getStoredConversation(db, id);
  const channelName = findChannel(db, channelId)?.name ?? 'Unknown number';
  return { personName: describePerson(db, personKey).name, channelName };
}

function buildEntry(db: ReadHandle, stored: StoredMessage, thread: Thread | undefined): HistoryEntry {
  const { id, conversationId, at, consultantUserId, status } = stored;
  const content = readJson(stored.content);
  return {
    messageId: id,
    conversationId,
    at,
    isInbound: stored.isInbound === 1,
    by: consultantUserId === null ? (thread?.personName ?? '') : describeUser(db, consultantUserId),
    channelName: thread?.channelName ?? '',
    kind: content.type,
    text: describeContent(content),
    ...(status === null ? {} : { outcome: status }),
    ...describeFailure(stored),
    ...(content.type === 'template' ? { templateName: content.name } : {}),
  };
}
