import { Badge } from '../components/badge.tsx';
import type { ReplyNotice } from '../../shared/ipc/views.ts';
import { stripTextMarks } from '../words/parse-text-marks.ts';
import { formatAgo, formatFullTime } from '../words/time-words.ts';
import classes from './bell.module.css';

type ReplyLineProps = { readonly reply: ReplyNotice; readonly now: number; readonly onOpen: () => void };

/** An unread reply in the bell's list. */
export function ReplyLine({ reply, now, onOpen }: ReplyLineProps) {
  return (
    <button type="button" className={classes['reply']} onClick={onOpen}>
      <span className={classes['name']}>{reply.personName}</span>
      <time className={classes['time']} title={formatFullTime(reply.at)}>
        {formatAgo(reply.at, now)}
      </time>
      <span className={classes['text']}>{stripTextMarks(reply.text)}</span>
      <span className={classes['channel']}>{reply.channelName}</span>
      <span className={classes['end']}>
        {reply.unreadCount > 1 ? <Badge count={reply.unreadCount} label="unread" /> : null}
      </span>
    </button>
  );
}
