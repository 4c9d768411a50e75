import type { ConversationId, MessageId, PersonKey, RecordId, UserId } from '../../shared/domain/ids.ts';
import type { ChangeSet } from '../../shared/ipc/contract.ts';
import { type ReadHandle, listRows } from './handle.ts';
import { CONVERSATIONS_OF_RECORD, KEYS_OF_PERSON, RECORDS_OF_PERSON } from './identity-sql.ts';
import { countUnread } from './unread.ts';

/** What a verb changed, ready to be published; only the revision is missing. */
export type Changes = Omit<ChangeSet, 'revision'>;

/** Collects what one transaction touches. */
export type ChangeTracker = {
  readonly records: Set<RecordId>;
  readonly people: Set<PersonKey>;
  readonly conversations: Set<ConversationId>;
  readonly messages: Map<ConversationId, Set<MessageId>>;
  messageCount: number;
  hasTemplateChanges: boolean;
  hasFrameChanges: boolean;
  /** So much is gone that a window fetches again what it shows. */
  isEverything: boolean;
};

export function createChangeTracker(): ChangeTracker {
  return {
    records: new Set(),
    people: new Set(),
    conversations: new Set(),
    messages: new Map(),
    messageCount: 0,
    hasTemplateChanges: false,
    hasFrameChanges: false,
    isEverything: false,
  };
}

export function trackMessage(
  tracker: ChangeTracker,
  conversationId: ConversationId,
  messageId: MessageId,
): void {
  tracker.messageCount += 1;
  tracker.conversations.add(conversationId);
  const ids = tracker.messages.get(conversationId);
  if (ids === undefined) tracker.messages.set(conversationId, new Set([messageId]));
  else ids.add(messageId);
}

/** Above this it is cheaper for a window to fetch again what it shows. */
const MAX_NAMED = 500;

/** Names everything whose view is different now: a person's name, a window or an opt-out shows in several places. */
export function summariseChanges(
  db: ReadHandle,
  tracker: ChangeTracker,
  myUserId: UserId | undefined,
): Changes {
  const { hasTemplateChanges, hasFrameChanges } = tracker;
  const unreadCount = countUnread(db, myUserId);
  const named =
    tracker.records.size + tracker.people.size + tracker.conversations.size + tracker.messageCount;
  if (tracker.isEverything || named > MAX_NAMED) {
    const isEverything = true;
    return {
      records: [],
      conversations: [],
      messages: [],
      hasTemplateChanges,
      hasFrameChanges,
      isEverything,
      unreadCount,
    };
  }
  const conversations = new Set(tracker.conversations);
  const records = new Set(tracker.records);
  for (const recordId of tracker.records) {
    for (const { id } of listRows<{ id: ConversationId }>(db, CONVERSATIONS_OF_RECORD, { recordId }))
      conversations.add(id);
  }
  for (const personKey of listTouchedPeople(db, tracker)) {
    for (const { id } of listRows<{ id: ConversationId }>(db, CONVERSATIONS_OF_PERSON, { personKey }))
      conversations.add(id);
    for (const { id } of listRows<{ id: RecordId }>(db, RECORDS_OF_PERSON, { personKey })) records.add(id);
  }
  return {
    records: [...records],
    conversations: [...conversations],
    messages: [...tracker.messages].map(([conversationId, ids]) => ({
      conversationId,
      messageIds: [...ids],
    })),
    hasTemplateChanges,
    hasFrameChanges,
    isEverything: false,
    unreadCount,
  };
}

const CONVERSATIONS_OF_PERSON = `SELECT id FROM conversations WHERE person_key IN (${KEYS_OF_PERSON})`;

function listTouchedPeople(db: ReadHandle, tracker: ChangeTracker): ReadonlySet<PersonKey> {
  const people = new Set(tracker.people);
  for (const id of tracker.conversations) {
    const sql = 'SELECT person_key AS personKey FROM conversations WHERE id = :id';
    for (const { personKey } of listRows<{ personKey: PersonKey }>(db, sql, { id })) people.add(personKey);
  }
  return people;
}
