import type { ConversationId, MessageId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import { snippetOf } from './content-facts.ts';
import { type Json, type ReadHandle, findRow, listRows, readJson } from './handle.ts';
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
  const rows =
    conversationId === undefined
      ? listRows<Row>(db, hasManyHits(db, words) ? AMONG_ALL_BY_TIME : AMONG_ALL, { words, limit })
      : listRows<Row>(db, IN_CONVERSATION, { words, limit, conversationId });
  return rows.map(({ content, ...hit }) => ({ ...hit, text: snippetOf(readJson(content)) }));
}

const SELECT_HIT = 'SELECT id AS messageId, conversation_id AS conversationId, at, content FROM messages';
const HITS = '(SELECT rowid FROM messages_fts WHERE messages_fts MATCH :words)';
const NEWEST = 'ORDER BY sort_key DESC LIMIT :limit';

const IN_CONVERSATION = `${SELECT_HIT} WHERE conversation_id = :conversationId AND +row_id IN ${HITS} ${NEWEST}`;
const AMONG_ALL = `${SELECT_HIT} WHERE row_id IN ${HITS} ${NEWEST}`;
// The plus keeps SQLite from looking up each hit by its row id.
const AMONG_ALL_BY_TIME = `${SELECT_HIT} INDEXED BY messages_by_time WHERE +row_id IN ${HITS} ${NEWEST}`;

/** From here on it is quicker to walk along the time and skip what is no hit than to read and sort the hits. */
const MANY_HITS = 1_000;

const COUNT_HITS = `
  SELECT count(*) AS count FROM (
    SELECT 1 FROM messages_fts WHERE messages_fts MATCH :words LIMIT ${MANY_HITS + 1})`;

function hasManyHits(db: ReadHandle, words: string): boolean {
  return (findRow<{ count: number }>(db, COUNT_HITS, { words })?.count ?? 0) > MANY_HITS;
}
