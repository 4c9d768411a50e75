import type { ConversationId, MessageId, UserId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { MessageStatus } from '../../shared/domain/message-status.ts';
import type { MessageView } from '../../shared/ipc/views.ts';
import { type ChangeTracker, trackMessage } from './change-tracker.ts';
import { editableText } from './content-facts.ts';
import { type Json, type ReadHandle, findRow, listRows, readJson } from './handle.ts';
import { describeUser } from './users.ts';

/** As the partial index has it, word for word: SQLite compares no more. */
const IS_ABOUT_ANOTHER = `type IN ('reaction', 'edit', 'revoke')`;

/**
 * Which rows `m` of `messages` are lines of their own. What is about another message is shown on that one, unless that is
 * not here. A reaction that failed stays in place with its reason. Only who wrote a message can change it.
 */
export const IS_LINE = `(m.type NOT IN ('reaction', 'edit', 'revoke') OR m.status = 'failed' OR NOT EXISTS (
  SELECT 1 FROM messages t WHERE t.wamid = m.content ->> '$.targetWamid' AND (m.type = 'reaction'
    OR (t.conversation_id = m.conversation_id AND t.is_inbound = m.is_inbound AND t.type NOT IN ('edit', 'revoke')))))`;

/** The message as somebody who wrote to its person sees it. */
export type MarkedMessage = {
  readonly conversationId: ConversationId;
  readonly isInbound: number;
  readonly at: number;
  readonly wamid: string | null;
};

type Row = {
  readonly conversationId: ConversationId;
  readonly isInbound: number;
  readonly at: number;
  readonly consultantUserId: UserId | null;
  readonly content: Json<MessageContent>;
  readonly status: MessageStatus | null;
};

const ABOUT = `
  SELECT conversation_id AS conversationId, is_inbound AS isInbound, at, consultant_user_id AS consultantUserId, content,
    status
  FROM messages WHERE ${IS_ABOUT_ANOTHER} AND content ->> '$.targetWamid' = :wamid ORDER BY sort_key`;

type Marked = Pick<MessageView, 'content' | 'reactions' | 'earlier' | 'deletedAt'>;

/** A message's content as it is now, and what others said about it: reactions, edits, that it was deleted. */
export function applyMarks(db: ReadHandle, message: MarkedMessage, content: MessageContent): Marked {
  if (message.wamid === null) return { content, reactions: [] };
  const rows = listRows<Row>(db, ABOUT, { wamid: message.wamid });
  if (rows.length === 0) return { content, reactions: [] };
  const about = rows.map((row) => ({ ...row, said: readJson(row.content) }));
  const byAuthor = about.filter(
    (row) => row.conversationId === message.conversationId && row.isInbound === message.isInbound,
  );
  const edits = byAuthor.flatMap(({ said, at }) => (said.type === 'edit' ? [{ text: said.text, at }] : []));
  const deleted = byAuthor.find(({ said }) => said.type === 'revoke');
  const newest = edits.at(-1);
  return {
    content: newest === undefined ? content : withText(content, newest.text),
    reactions: [1, 0].flatMap((side) => describeReaction(db, about, side)),
    ...(newest === undefined
      ? {}
      : { earlier: [{ text: editableText(content), at: message.at }, ...edits.slice(0, -1)] }),
    ...(deleted === undefined ? {} : { deletedAt: deleted.at }),
  };
}

/** The newest reaction of one side; one that failed is none. */
function describeReaction(
  db: ReadHandle,
  about: readonly (Row & { readonly said: MessageContent })[],
  side: number,
): MessageView['reactions'] {
  const newest = about.findLast(
    ({ isInbound, said, status }) => isInbound === side && said.type === 'reaction' && status !== 'failed',
  );
  if (newest?.said.type !== 'reaction' || newest.said.emoji === undefined) return [];
  const { consultantUserId, status, said } = newest;
  return [
    {
      emoji: said.emoji ?? '',
      isInbound: side === 1,
      ...(consultantUserId === null ? {} : { by: describeUser(db, consultantUserId) }),
      ...(status === null ? {} : { status }),
    },
  ];
}

/** An edit names the new text, of a file its new caption. */
function withText(content: MessageContent, text: string): MessageContent {
  // Meta may pass on that something was edited, and not how.
  if (content.type === 'text') return text === '' ? content : { ...content, text };
  if (content.type === 'template' || !('media' in content)) return content;
  return { ...content, media: { ...content.media, caption: text } };
}

/** The message that a reaction, an edit or a deletion is about looks different now. */
export function trackTarget(db: ReadHandle, changes: ChangeTracker, targetWamid: string): void {
  const sql = 'SELECT id, conversation_id AS conversationId FROM messages WHERE wamid = :targetWamid';
  const target = findRow<{ id: MessageId; conversationId: ConversationId }>(db, sql, { targetWamid });
  if (target !== undefined) trackMessage(changes, target.conversationId, target.id);
}
