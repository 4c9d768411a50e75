import { foldText } from '../../shared/domain/fold-text.ts';
import { findMediaContent } from '../../shared/domain/media-file-name.ts';
import { type MessageContent, describeContent } from '../../shared/domain/message-content.ts';

/**
 * Whether an inbound message asks for somebody's eye. A thumbs-up does ("a thumbs-up that nobody sees"); taking one
 * back, a deletion and Meta's own notes do not.
 */
export function countsUnread(content: MessageContent): boolean {
  if (content.type === 'reaction') return content.emoji !== undefined;
  return content.type !== 'system' && content.type !== 'revoke';
}

/** Whether a message can stand as the last one in a list: everything but a reaction that was taken back. */
export function isListed(content: MessageContent): boolean {
  return content.type !== 'reaction' || content.emoji !== undefined;
}

/** What an edit replaces: a text, or the caption of a file. */
export function editableText(content: MessageContent): string {
  const file = content.type === 'template' ? undefined : findMediaContent(content);
  return file === undefined ? describeContent(content) : (file.media.caption ?? '');
}

/** Everything in a message that a person reads, in one text: of a document its name too. */
export function readableText(content: MessageContent): string {
  const file = findMediaContent(content);
  if (file?.type !== 'document') return describeContent(content);
  const said = content.type === 'template' ? describeContent(content) : file.media.caption;
  return [file.media.fileName, said].filter((part) => part !== undefined).join(' ');
}

/** The words by which a message is found, folded as a query is. */
export function searchText(content: MessageContent): string {
  return foldText(readableText(content));
}

const SNIPPET_LENGTH = 160;

/** One line for a list or a notification. */
export function snippetOf(content: MessageContent): string {
  const text = describeContent(content).replace(/\s+/g, ' ').trim();
  return text.length <= SNIPPET_LENGTH ? text : `${text.slice(0, SNIPPET_LENGTH - 1)}…`;
}
