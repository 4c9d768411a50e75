import { CircleAlert, Contact, FileText, Image, MapPin, Mic, Smile, Sticker, Video } from 'lucide-react';
import type { ConversationRow } from '../../shared/ipc/views.ts';
import { stripTextMarks } from '../words/parse-text-marks.ts';
import classes from './conversation-line.module.css';

const KIND_ICONS = {
  image: Image,
  video: Video,
  audio: Mic,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contacts: Contact,
  reaction: Smile,
} as const;

type SnippetProps = { readonly row: ConversationRow; readonly isMine: boolean };

/** The last message of a conversation in one line: a draft first, then a failure mark, who, what kind, and the words. */
export function Snippet({ row, isMine }: SnippetProps) {
  const last = row.lastMessage;
  // A type that has no icon of its own is simply not in the table.
  const Icon = last === undefined ? undefined : KIND_ICONS[last.type as keyof typeof KIND_ICONS];
  return (
    <span className={classes['snippet']}>
      {row.hasDraft ? <span className={classes['draft']}>Draft ·</span> : null}
      {last?.status === 'failed' ? (
        <span className={classes['failed']} role="img" aria-label="Not sent">
          <CircleAlert size="0.8125rem" aria-hidden />
        </span>
      ) : null}
      {Icon === undefined ? null : <Icon size="0.8125rem" aria-hidden />}
      <span>
        {last !== undefined && !last.isInbound && isMine ? 'You: ' : null}
        {last === undefined ? (
          'No messages yet'
        ) : (
          <bdi>{stripTextMarks(last.text).replaceAll(/\s+/gu, ' ')}</bdi>
        )}
      </span>
    </span>
  );
}
