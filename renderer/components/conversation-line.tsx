import { ContextMenu } from '@base-ui/react/context-menu';
import { Pin } from 'lucide-react';
import type { ConversationRow } from '../../shared/ipc/views.ts';
import { formatFullTime, formatListTime } from '../words/time-words.ts';
import { Badge } from './badge.tsx';
import { classNames } from './class-names.ts';
import { Snippet } from './snippet.tsx';
import { Tip } from './tip.tsx';
import { WindowDot } from './window-dot.tsx';
import list from './list-row.module.css';
import classes from './conversation-line.module.css';
import popup from './popup.module.css';

type ConversationLineProps = {
  readonly row: ConversationRow;
  readonly now: number;
  readonly isMine: boolean;
  readonly position: number;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly onOpen: () => void;
  readonly onMarkUnread: () => void;
  readonly onPin: (isPinned: boolean) => void;
};

/** A conversation in the inbox. What else can be done with it is in its menu. */
export function ConversationLine(props: ConversationLineProps) {
  const { row } = props;
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger
        render={
          <div
            role="row"
            aria-rowindex={props.position}
            aria-selected={props.isChosen}
            tabIndex={props.isTabStop ? 0 : -1}
            className={classNames(list['row'], classes['row'], row.unreadCount > 0 && classes['unread'])}
            onClick={props.onOpen}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              props.onOpen();
            }}
          />
        }
      >
        <Cells {...props} />
      </ContextMenu.Trigger>
      <RowMenu {...props} />
    </ContextMenu.Root>
  );
}

function RowMenu({ row, onOpen, onMarkUnread, onPin }: ConversationLineProps) {
  return (
    <ContextMenu.Portal>
      <ContextMenu.Positioner className={popup['positioner']}>
        <ContextMenu.Popup className={popup['popup']} aria-label={`Conversation with ${row.personName}`}>
          <ContextMenu.Item className={popup['item']} onClick={onOpen}>
            Open
          </ContextMenu.Item>
          <ContextMenu.Item className={popup['item']} disabled={row.unreadCount > 0} onClick={onMarkUnread}>
            Mark as unread
          </ContextMenu.Item>
          <ContextMenu.Item className={popup['item']} onClick={() => onPin(!row.isPinned)}>
            {row.isPinned ? 'Unpin' : 'Pin to the top'}
          </ContextMenu.Item>
        </ContextMenu.Popup>
      </ContextMenu.Positioner>
    </ContextMenu.Portal>
  );
}

function Cells({ row, now, isMine }: ConversationLineProps) {
  const { lastMessage } = row;
  return (
    <>
      <span role="gridcell" className={classes['name']}>
        {row.isPinned ? (
          <Pin size="0.75rem" role="img" aria-label="Pinned" className={classes['pin']} />
        ) : null}
        <bdi>{row.personName}</bdi>
      </span>
      <span role="gridcell" className={classes['time']}>
        {lastMessage === undefined ? null : (
          <Tip content={formatFullTime(lastMessage.at)}>
            <time dateTime={new Date(lastMessage.at).toISOString()}>
              {formatListTime(lastMessage.at, now)}
            </time>
          </Tip>
        )}
      </span>
      <span role="gridcell">
        <Snippet row={row} isMine={isMine} />
      </span>
      <span role="gridcell" className={classes['end']}>
        <Badge count={row.unreadCount} label="unread" />
      </span>
      <span role="gridcell" className={classes['about']}>
        {row.owner === undefined ? (
          <span className={classes['unassigned']}>Unassigned</span>
        ) : (
          <span>{isMine ? 'Mine' : row.owner.displayName}</span>
        )}
        <span aria-hidden>·</span>
        <span className={classes['channel']}>{row.channel.name}</span>
        {row.recordIds.length > 0 ? null : (
          <>
            <span aria-hidden>·</span>
            <span className={classes['no-record']}>Not on a record</span>
          </>
        )}
      </span>
      <span role="gridcell" className={classes['end']}>
        <WindowDot
          closesAt={row.windowClosesAt}
          now={now}
          hasFailed={row.lastMessage?.status === 'failed'}
          isDotOnly
        />
      </span>
    </>
  );
}
