import type { CallInput, CallOutput } from '../../shared/ipc/types.ts';
import { getStoredConversation } from './conversations.ts';
import { type ReadHandle, listRows } from './handle.ts';
import { IS_LINE } from './message-marks.ts';
import { SELECT_MESSAGE, type StoredMessage, buildMessageView } from './message-view.ts';
import { describePerson } from './people.ts';

type Kind = CallInput<'conversations:list-files'>['kind'];

/** By the type of the message; a link by its words, among which `text` has them folded but whole. */
const IS_OF_KIND: Readonly<Record<Kind, string>> = {
  documents: `(type = 'document' OR (type = 'template' AND content ->> '$.media.kind' = 'document'))`,
  pictures: `(type IN ('image', 'video') OR (type = 'template' AND content ->> '$.media.kind' IN ('image', 'video')))`,
  voice: `type = 'audio'`,
  links: `type = 'text' AND (content LIKE '%http://%' OR content LIKE '%https://%' OR content LIKE '%www.%')`,
};

/**
 * A page of the documents, pictures and films, sounds or links of a conversation, newest first. Throws AppError `not-found`.
 * It reads along the conversation, which is in order of time.
 */
export function listFiles(
  db: ReadHandle,
  { conversationId, kind, before, limit }: CallInput<'conversations:list-files'>,
): CallOutput<'conversations:list-files'> {
  const { personKey } = getStoredConversation(db, conversationId);
  const rows = listRows<StoredMessage>(
    db,
    `${SELECT_MESSAGE} WHERE conversation_id = :conversationId AND sort_key < :before AND ${IS_LINE} AND ${IS_OF_KIND[kind]}
      ORDER BY sort_key DESC LIMIT :limit`,
    { conversationId, before: before ?? '~', limit: limit + 1 },
  );
  const page = rows.slice(0, limit);
  const personName = describePerson(db, personKey).name;
  const views = page.map((stored) => buildMessageView(db, stored, personName));
  const last = page.at(-1);
  return {
    messages: views.filter(({ deletedAt }) => deletedAt === undefined),
    ...(rows.length > limit && last !== undefined ? { nextBefore: last.sortKey } : {}),
  };
}
