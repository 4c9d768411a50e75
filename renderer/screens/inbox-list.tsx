import { Inbox } from 'lucide-react';
import { memo, useState } from 'react';
import { ConversationLine } from '../components/conversation-line.tsx';
import { type Segment, Segments } from '../components/segments.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { EmptyNote, FailureNote } from '../components/state-note.tsx';
import type { ConversationRow } from '../../shared/ipc/views.ts';
import { useApp } from '../store/app-store.ts';
import { selectUser } from '../store/frame/selectors.ts';
import { chooseFilter, loadMoreConversations, pinConversation, reloadInbox } from '../store/inbox/actions.ts';
import type { InboxFilter } from '../store/inbox/state.ts';
import { markUnread } from '../store/chat/actions.ts';
import { openConversation } from '../store/navigation/actions.ts';
import { selectShownConversationId } from '../store/navigation/selectors.ts';
import { FindField } from './find-field.tsx';
import { FoundList } from './found-list.tsx';
import { VirtualGrid } from './virtual-grid.tsx';
import classes from './list-pane.module.css';

const ROW_REM = 4.25;
/** The next page is asked for when this few rows are left below. */
const AHEAD = 15;

/** All conversations this user may see, newest first; while something is looked for, the messages found instead. */
export function InboxList() {
  const isFinding = useApp((state) => state.find.everywhere.query.trim() !== '');
  return (
    <section className={classes['pane']} aria-label="Inbox">
      <div className={classes['head']}>
        <FindField />
      </div>
      {isFinding ? <FoundList /> : <Conversations />}
    </section>
  );
}

function Conversations() {
  const filter = useApp((state) => state.inbox.filter);
  const counts = useApp((state) => state.inbox.counts);
  const segments: readonly Segment<InboxFilter>[] = [
    { value: 'all', label: 'All', count: counts?.all },
    { value: 'mine', label: 'Mine', count: counts?.mine },
    { value: 'unassigned', label: 'Unassigned', count: counts?.unassigned },
    { value: 'waiting', label: 'Waiting for me', count: counts?.waiting },
    { value: 'closing', label: 'Closing soon', count: counts?.closing },
    { value: 'unread', label: 'Unread', count: counts?.unread },
  ];
  return (
    <Segments
      label="Which conversations"
      value={filter}
      segments={segments}
      onChoose={chooseFilter}
      className={classes['segments']}
      listClassName={classes['head']}
    >
      <div className={classes['body']}>
        <Rows />
      </div>
    </Segments>
  );
}

function Rows() {
  const { rows, phase, failure, filter, nextBefore } = useApp((state) => state.inbox);
  const now = useApp((state) => state.now);
  const userId = useApp((state) => selectUser(state)?.id);
  const chosenId = useApp(selectShownConversationId);
  const [active, setActive] = useState(0);
  if (phase === 'failed') {
    return (
      <FailureNote
        title="The inbox could not be loaded"
        text={failure ?? ''}
        onRetry={() => void reloadInbox()}
      />
    );
  }
  if (phase === 'loading' && rows.length === 0) return <Skeleton label="Loading conversations" />;
  if (rows.length === 0) return <NoConversations filter={filter} />;
  return (
    <VirtualGrid
      label="Conversations"
      count={rows.length}
      rowRem={ROW_REM}
      columnCount={6}
      activeIndex={Math.min(active, rows.length - 1)}
      onMove={setActive}
      onRange={(_first, last) => {
        if (nextBefore !== undefined && last >= rows.length - AHEAD) void loadMoreConversations();
      }}
      topKey={filter}
      renderRow={(index) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <ConversationItem
            row={row}
            index={index}
            now={now}
            isMine={row.owner?.userId === userId}
            isChosen={row.id === chosenId}
            isTabStop={index === Math.min(active, rows.length - 1)}
            onChoose={setActive}
          />
        );
      }}
    />
  );
}

type ConversationItemProps = {
  readonly row: ConversationRow;
  readonly index: number;
  readonly now: number;
  readonly isMine: boolean;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly onChoose: (index: number) => void;
};

/** A row with what it does, rendered again only when it changes itself. */
const ConversationItem = memo(function ConversationItem(props: ConversationItemProps) {
  const { row, index, onChoose, ...face } = props;
  return (
    <ConversationLine
      row={row}
      position={index + 1}
      {...face}
      onOpen={() => {
        onChoose(index);
        openConversation(row.id);
      }}
      onMarkUnread={() => void markUnread(row.id)}
      onPin={(isPinned) => void pinConversation(row.id, isPinned)}
    />
  );
});

const NOTHING: Readonly<Record<InboxFilter, { readonly title: string; readonly text: string }>> = {
  all: {
    title: 'No conversations yet',
    text: 'Open a record and choose Message to begin the first one. Replies arrive here.',
  },
  mine: {
    title: 'You hold no conversations',
    text: 'Begin one from a record, or take one that is unassigned.',
  },
  unassigned: {
    title: 'Everyone is looked after',
    text: 'Messages from people whom nobody is talking to yet appear here, for anyone to take.',
  },
  waiting: {
    title: 'Nobody waits for you',
    text: 'People who spoke last in a conversation that you hold appear here until you answer.',
  },
  closing: {
    title: 'Nothing closes soon',
    text: 'Conversations in which you can write freely for less than two hours more appear here.',
  },
  unread: { title: 'All caught up', text: 'Every reply has been read. Nobody is waiting for you.' },
};

function NoConversations({ filter }: { readonly filter: InboxFilter }) {
  const { title, text } = NOTHING[filter];
  return (
    <EmptyNote icon={<Inbox size="1.375rem" aria-hidden />} title={title}>
      {text}
    </EmptyNote>
  );
}
