import type { ReactNode } from 'react';
import type { ConversationRow } from '../../shared/ipc/views.ts';
import { formatFullTime, formatListTime } from '../words/time-words.ts';
import { classNames } from './class-names.ts';
import { Snippet } from './snippet.tsx';
import { Tip } from './tip.tsx';
import { WindowDot } from './window-dot.tsx';
import classes from './conversation-table.module.css';

type ConversationCellsProps = {
  readonly row: ConversationRow;
  readonly now: number;
  readonly isMine: boolean;
  /** The mark of unread messages, beside the name. */
  readonly children: ReactNode;
};

export function ConversationCells({ row, now, isMine, children }: ConversationCellsProps) {
  return (
    <>
      <td>
        <span className={classes['who']}>
          <span className={classNames(classes['owner'], row.owner === undefined && classes['unassigned'])}>
            {isMine ? 'Me' : (row.owner?.displayName ?? 'Unassigned')}
          </span>
          {children}
        </span>
      </td>
      <td className={classes['quiet']}>{row.channel.name}</td>
      <td>
        <Snippet row={row} isMine={isMine} />
      </td>
      <td className={classes['when']}>
        {row.lastMessage === undefined ? (
          '–'
        ) : (
          <Tip content={formatFullTime(row.lastMessage.at)}>
            <time dateTime={new Date(row.lastMessage.at).toISOString()}>
              {formatListTime(row.lastMessage.at, now)}
            </time>
          </Tip>
        )}
      </td>
      <td>
        <WindowDot closesAt={row.windowClosesAt} now={now} hasFailed={row.lastMessage?.status === 'failed'} />
      </td>
    </>
  );
}
