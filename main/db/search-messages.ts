import { type FindTerm, excerptAround, parseFind } from '../../shared/domain/find-text.ts';
import type { ConversationId, MessageId, PersonKey, UserId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { MessageHit } from '../../shared/ipc/views.ts';
import { readableText } from './content-facts.ts';
import { type Json, type ReadHandle, findRow, listRows, readJson } from './handle.ts';
import { describePerson } from './people.ts';
import { describeUser } from './users.ts';

export type SearchMessages = {
  readonly query: string;
  /** Absent: in all conversations. */
  readonly conversationId?: ConversationId | undefined;
  readonly limit: number;
};

export type FoundMessages = { readonly hits: MessageHit[]; readonly hasMore: boolean };

/** Messages and files that hold every word (or its beginning) and every phrase, newest first. */
export function searchMessages(
  db: ReadHandle,
  { query, conversationId, limit }: SearchMessages,
): FoundMessages {
  const terms = parseFind(query);
  if (terms.length === 0) return { hits: [], hasMore: false };
  const asked = { words: toExpression(terms), limit: limit + 1 };
  const rows =
    conversationId === undefined
      ? listRows<Row>(db, hasManyHits(db, asked.words) ? AMONG_ALL_BY_TIME : AMONG_ALL, asked)
      : listRows<Row>(db, IN_CONVERSATION, { ...asked, conversationId });
  const hits = rows.slice(0, limit).map((row) => describeHit(db, row, terms));
  return { hits: hits.filter(isFirstOfMessage), hasMore: rows.length > limit };
}

/** What was edited may be found by its words of before and of now: it is one hit. */
function isFirstOfMessage({ messageId }: MessageHit, index: number, hits: readonly MessageHit[]): boolean {
  return hits.findIndex((hit) => hit.messageId === messageId) === index;
}

type Row = {
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  readonly personKey: PersonKey;
  readonly at: number;
  readonly consultantUserId: UserId | null;
  readonly content: Json<MessageContent>;
};

const EXCERPT_LENGTH = 140;

function describeHit(db: ReadHandle, row: Row, terms: readonly FindTerm[]): MessageHit {
  const { conversationId, consultantUserId } = row;
  const personName = describePerson(db, row.personKey).name;
  const content = readJson(row.content);
  // The new words stand in the message that was edited.
  const edited = content.type === 'edit' ? findEdited(db, conversationId, content.targetWamid) : undefined;
  const { messageId, at } = edited ?? row;
  return {
    messageId,
    conversationId,
    at,
    personName,
    ...(consultantUserId === null ? {} : { sentBy: describeUser(db, consultantUserId) }),
    excerpt: excerptAround(
      content.type === 'edit' ? content.text : readableText(content),
      terms,
      EXCERPT_LENGTH,
    ),
  };
}

function findEdited(
  db: ReadHandle,
  conversationId: ConversationId,
  wamid: string,
): Pick<Row, 'messageId' | 'at'> | undefined {
  const sql =
    'SELECT id AS messageId, at FROM messages WHERE wamid = :wamid AND conversation_id = :conversationId';
  return findRow<Pick<Row, 'messageId' | 'at'>>(db, sql, { wamid, conversationId });
}

/** In FTS5's language: each term a phrase; an asterisk lets its last word go on. */
function toExpression(terms: readonly FindTerm[]): string {
  return terms.map(({ words, isWhole }) => `"${words.join(' ')}"${isWhole ? '' : ' *'}`).join(' AND ');
}

const SELECT_HIT = `
  SELECT m.id AS messageId, m.conversation_id AS conversationId, c.person_key AS personKey, m.at,
    m.consultant_user_id AS consultantUserId, m.content`;
const OF_CONVERSATION = 'JOIN conversations c ON c.id = m.conversation_id';
const HITS = '(SELECT rowid FROM messages_fts WHERE messages_fts MATCH :words)';
const NEWEST = 'ORDER BY m.sort_key DESC LIMIT :limit';

const IN_CONVERSATION = `${SELECT_HIT} FROM messages m ${OF_CONVERSATION}
  WHERE m.conversation_id = :conversationId AND +m.row_id IN ${HITS} ${NEWEST}`;
const AMONG_ALL = `${SELECT_HIT} FROM messages m ${OF_CONVERSATION} WHERE m.row_id IN ${HITS} ${NEWEST}`;
// The plus keeps SQLite from looking up each hit by its row id.
const AMONG_ALL_BY_TIME = `${SELECT_HIT} FROM messages m INDEXED BY messages_by_time ${OF_CONVERSATION}
  WHERE +m.row_id IN ${HITS} ${NEWEST}`;

/** From here on it is quicker to walk along the time and skip what is no hit than to read and sort the hits. */
const MANY_HITS = 1_000;

const COUNT_HITS = `
  SELECT count(*) AS count FROM (
    SELECT 1 FROM messages_fts WHERE messages_fts MATCH :words LIMIT ${MANY_HITS + 1})`;

function hasManyHits(db: ReadHandle, words: string): boolean {
  return (findRow<{ count: number }>(db, COUNT_HITS, { words })?.count ?? 0) > MANY_HITS;
}
