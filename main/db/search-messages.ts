import type { ConversationId, MessageId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import { snippetOf } from './content-facts.ts';
import { type Json, type ReadHandle, listRows, readJson } from './handle.ts';
import { matchWords } from './search-query.ts';

export type SearchMessages = {
  readonly query: string;
  /** Absent: in all conversations. */
  readonly conversationId?: ConversationId | undefined;
  readonly limit: number;
};

export type MessageHit = {
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly at: number;
  readonly text: string;
};

/** Messages that hold every word (or its beginning), newest first. */
export function searchMessages(
  db: ReadHandle,
  { query, conversationId, limit }: SearchMessages,
): MessageHit[] {
  const words = matchWords(query);
  if (words === undefined) return [];
  type Row = Omit<MessageHit, 'text'> & { readonly content: Json<MessageContent> };
  const rows = listRows<Row>(
    db,
    `SELECT id AS messageId, conversation_id AS conversationId, at, content FROM messages
     WHERE row_id IN (SELECT rowid FROM messages_fts WHERE messages_fts MATCH :words)
     ${conversationId === undefined ? '' : 'AND conversation_id = :conversationId'}
     ORDER BY sort_key DESC LIMIT :limit`,
    { words, limit, ...(conversationId === undefined ? {} : { conversationId }) },
  );
  return rows.map(({ content, ...hit }) => ({ ...hit, text: snippetOf(readJson(content)) }));
}
