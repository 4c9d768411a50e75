import { Ban } from 'lucide-react';
import type { MouseEvent } from 'react';
import type { RecordRow } from '../../shared/ipc/views.ts';
import { joinParts, nameRecordKind } from '../words/person-words.ts';
import { Badge } from './badge.tsx';
import { classNames } from './class-names.ts';
import { MessageMenu } from './message-menu.tsx';
import list from './list-row.module.css';
import classes from './record-row.module.css';

type RecordLineProps = {
  readonly row: RecordRow;
  /** Place in the whole list, from 1, for the screen reader. */
  readonly position: number;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly isKindShown: boolean;
  readonly isWhatsAppSetUp: boolean;
  readonly onOpen: () => void;
  readonly onSms: (e164: string) => void;
  readonly onWhatsApp: (e164: string) => void;
};

/** A Candidate or Contact in the list. The row opens the record; the icon at its end messages the person. */
export function RecordLine(props: RecordLineProps) {
  const { row, isChosen, isTabStop } = props;
  const about = joinParts(row.jobTitle, row.company);
  return (
    <div
      role="row"
      aria-rowindex={props.position}
      aria-selected={isChosen}
      tabIndex={isTabStop ? 0 : -1}
      className={classNames(list['row'], classes['row'], row.unreadCount > 0 && classes['unread'])}
      onClick={(event) => {
        if (isOfRow(event)) props.onOpen();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
        event.preventDefault();
        props.onOpen();
      }}
    >
      <div role="gridcell" className={classes['words']}>
        <div className={classes['top']}>
          <span className={classes['name']}>{row.name}</span>
          {row.hasOptedOut ? (
            <span className={classes['opt-out']}>
              <Ban size="0.625rem" aria-hidden />
              Opted out
            </span>
          ) : null}
          <Badge count={row.unreadCount} label="unread" />
          {props.isKindShown ? <span className={classes['kind']}>{nameRecordKind(row.kind)}</span> : null}
        </div>
        <div className={classes['about']}>{about || 'No job or company'}</div>
      </div>
      <div role="gridcell">
        <MessageMenu
          personName={row.name}
          phones={row.phones}
          isWhatsAppSetUp={props.isWhatsAppSetUp}
          tabIndex={isTabStop ? 0 : -1}
          onSms={props.onSms}
          onWhatsApp={props.onWhatsApp}
        />
      </div>
    </div>
  );
}

/** Whether a click is for the row: not for the icon in it, nor for the icon's menu, whose clicks also rise through here. */
function isOfRow(event: MouseEvent<HTMLElement>): boolean {
  const target = event.target;
  return (
    target instanceof Element && event.currentTarget.contains(target) && target.closest('button') === null
  );
}
