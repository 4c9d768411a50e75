import { CalendarDays, ChevronDown, ChevronUp, X } from 'lucide-react';
import { formatISO, parseISO } from 'date-fns';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { IconButton } from '../components/icon-button.tsx';
import { SearchField } from '../components/search-field.tsx';
import { useApp } from '../store/app-store.ts';
import { goToDay } from '../store/chat/actions.ts';
import { closeChatFind, stepChatFind, typeChatFind } from '../store/find/actions.ts';
import type { ChatSearch } from '../store/find/state.ts';
import classes from './find-bar.module.css';

type FindBarProps = {
  readonly search: ChatSearch;
  /** Back to the composer. */
  readonly onLeave: () => void;
};

/** Finds in the open conversation: older and newer hits one by one, each in its surroundings. */
export function FindBar({ search, onLeave }: FindBarProps) {
  const { query, hits, at, visit } = search;
  const isRead = useApp((state) => state.chat.phase === 'ready');
  const input = useRef<HTMLInputElement>(null);
  const handledVisit = useRef(0);
  useEffect(() => {
    if (visit === handledVisit.current) return;
    handledVisit.current = visit;
    input.current?.focus();
    input.current?.select();
  }, [visit]);
  const close = () => {
    closeChatFind();
    onLeave();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowUp' || (event.key === 'Enter' && !event.shiftKey)) stepChatFind(1);
    else if (event.key === 'ArrowDown' || event.key === 'Enter') stepChatFind(-1);
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes['bar']} role="search" aria-label="This conversation">
      <SearchField
        label="Find in this conversation"
        placeholder="Find in this conversation"
        query={query}
        onType={typeChatFind}
        onKeyDown={onKeyDown}
        isDisabled={!isRead}
        inputRef={input}
      />
      <p className={classes['count']} role="status">
        {describePlace(search)}
      </p>
      <IconButton label="Older hit" isSmall disabled={at >= hits.length - 1} onClick={() => stepChatFind(1)}>
        <ChevronUp size="1rem" aria-hidden />
      </IconButton>
      <IconButton label="Newer hit" isSmall disabled={at === 0} onClick={() => stepChatFind(-1)}>
        <ChevronDown size="1rem" aria-hidden />
      </IconButton>
      <DayButton />
      <IconButton label="Close the search" isSmall onClick={close}>
        <X size="1rem" aria-hidden />
      </IconButton>
    </div>
  );
}

/** Opens the system's calendar; the day that is chosen there is gone to. */
function DayButton() {
  const input = useRef<HTMLInputElement>(null);
  const now = useApp((state) => state.now);
  return (
    <span className={classes['day']}>
      <IconButton label="Go to a day" isSmall onClick={() => input.current?.showPicker()}>
        <CalendarDays size="1rem" aria-hidden />
      </IconButton>
      <input
        ref={input}
        type="date"
        tabIndex={-1}
        aria-label="Day to go to"
        max={formatISO(now, { representation: 'date' })}
        onChange={({ target: { value } }) => {
          // Empty while it is being typed.
          if (value !== '') void goToDay(parseISO(value).getTime());
        }}
      />
    </span>
  );
}

function describePlace({ query, phase, hits, hasMore, at, failure }: ChatSearch): string {
  if (query.trim() === '') return '';
  if (phase === 'failed') return failure ?? '';
  if (hits.length === 0) return phase === 'ready' ? 'Nothing found' : '';
  return `${at + 1} of ${hits.length}${hasMore ? '+' : ''}`;
}
