import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { ConversationRow } from '../../shared/ipc/views.ts';
import type { ConversationId, UserId } from '../../shared/domain/ids.ts';
import {
  type ConversationColumn,
  type ConversationSort,
  sortConversations,
} from '../words/sort-conversations.ts';
import { Badge } from './badge.tsx';
import { ColumnHandle } from './column-handle.tsx';
import { ConversationCells } from './conversation-cells.tsx';
import { classNames } from './class-names.ts';
import classes from './conversation-table.module.css';

export type ColumnWidths = Readonly<Record<ConversationColumn, number>>;

type ConversationTableProps = {
  readonly rows: readonly ConversationRow[];
  readonly now: number;
  readonly userId: UserId | undefined;
  readonly chosenId: ConversationId | undefined;
  readonly sort: ConversationSort;
  /** Shares of the width, in percent. */
  readonly widths: ColumnWidths;
  readonly onSort: (sort: ConversationSort) => void;
  readonly onResize: (widths: ColumnWidths) => void;
  readonly onOpen: (conversationId: ConversationId) => void;
};

const COLUMNS: readonly { readonly id: ConversationColumn; readonly label: string }[] = [
  { id: 'consultant', label: 'Consultant' },
  { id: 'channel', label: 'Number' },
  { id: 'message', label: 'Last message' },
  { id: 'when', label: 'When' },
  { id: 'window', label: 'Window' },
];

/** All conversations with a person, whoever holds them. Columns sort and resize; a row opens the chat. */
export function ConversationTable(props: ConversationTableProps) {
  const { sort } = props;
  const rows = sortConversations(props.rows, sort);
  const tabStopId = rows.some((row) => row.id === props.chosenId) ? props.chosenId : rows[0]?.id;
  return (
    <div className={classes['scroll']}>
      <table className={classes['table']} aria-label="Conversations">
        <colgroup>
          {COLUMNS.map(({ id }) => (
            <col key={id} style={{ width: `${props.widths[id]}%` }} />
          ))}
        </colgroup>
        <thead className={classes['head']}>
          <tr>
            {COLUMNS.map((column, index) => (
              <HeadCell key={column.id} {...column} {...props} next={COLUMNS[index + 1]?.id} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.id}
              className={classNames(classes['row'], row.unreadCount > 0 && classes['unread'])}
              tabIndex={row.id === tabStopId ? 0 : -1}
              aria-current={row.id === props.chosenId}
              onClick={() => props.onOpen(row.id)}
              onKeyDown={(event) => onRowKey(event, () => props.onOpen(row.id))}
            >
              <ConversationCells row={row} now={props.now} isMine={row.owner?.userId === props.userId}>
                <Badge count={row.unreadCount} label="unread" />
              </ConversationCells>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type HeadCellProps = Pick<ConversationTableProps, 'sort' | 'widths' | 'onSort' | 'onResize'> & {
  readonly id: ConversationColumn;
  readonly label: string;
  /** The column that gives or takes the width. */
  readonly next: ConversationColumn | undefined;
};

function HeadCell({ id, label, next, sort, widths, onSort, onResize }: HeadCellProps) {
  const isSorted = sort.column === id;
  const Arrow = sort.isAscending ? ArrowUp : ArrowDown;
  return (
    <th
      aria-sort={isSorted ? (sort.isAscending ? 'ascending' : 'descending') : 'none'}
      className={classNames(isWideOnly(id) && classes['wide'])}
    >
      <button
        type="button"
        className={classes['sort']}
        // A first click sorts times from the newest, words from A.
        onClick={() => onSort({ column: id, isAscending: isSorted ? !sort.isAscending : !isNewestFirst(id) })}
      >
        {label}
        {isSorted ? <Arrow size="0.75rem" aria-hidden /> : null}
      </button>
      {next === undefined ? null : (
        <ColumnHandle
          label={`Width of ${label}`}
          share={widths[id]}
          onMove={(by) => onResize(moveBorder(widths, id, next, by))}
        />
      )}
    </th>
  );
}

/** Columns that are no columns in a narrow pane: what they hold stands within the two lines of a conversation. */
function isWideOnly(id: ConversationColumn): boolean {
  return id === 'channel' || id === 'message';
}

const LEAST_SHARE = 9;

function isNewestFirst(column: ConversationColumn): boolean {
  return column === 'when' || column === 'window';
}

function moveBorder(
  widths: ColumnWidths,
  id: ConversationColumn,
  next: ConversationColumn,
  by: number,
): ColumnWidths {
  const allowed = Math.max(LEAST_SHARE - widths[id], Math.min(by, widths[next] - LEAST_SHARE));
  return { ...widths, [id]: widths[id] + allowed, [next]: widths[next] - allowed };
}

function onRowKey(event: KeyboardEvent<HTMLTableRowElement>, open: () => void): void {
  const row = event.currentTarget;
  const steps: Readonly<Record<string, Element | null | undefined>> = {
    ArrowDown: row.nextElementSibling,
    ArrowUp: row.previousElementSibling,
    Home: row.parentElement?.firstElementChild,
    End: row.parentElement?.lastElementChild,
  };
  if (event.key === 'Enter' || event.key === ' ') open();
  else if (event.key in steps) (steps[event.key] as HTMLElement | null | undefined)?.focus();
  else return;
  event.preventDefault();
}
