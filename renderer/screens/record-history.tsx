import { History } from 'lucide-react';
import { memo, useEffect } from 'react';
import { Button } from '../components/button.tsx';
import { HistoryLine } from '../components/history-line.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { EmptyNote, FailureNote } from '../components/state-note.tsx';
import type { HistoryEntry } from '../../shared/ipc/views.ts';
import { useApp } from '../store/app-store.ts';
import { copyText } from '../store/feedback/actions.ts';
import { openConversation } from '../store/navigation/actions.ts';
import { loadHistory } from '../store/record/actions.ts';
import { groupByDay } from '../words/group-by-day.ts';
import { formatDay } from '../words/time-words.ts';
import classes from '../components/history-line.module.css';

/** Every message in and out, whoever sent it, with its outcome. Newest first. */
export function RecordHistory() {
  const recordId = useApp((state) => state.record.recordId);
  const { entries, nextBefore, phase, failure } = useApp((state) => state.record.history);
  const now = useApp((state) => state.now);
  useEffect(() => {
    if (recordId !== undefined) void loadHistory('first');
  }, [recordId]);
  if (entries.length === 0 && phase === 'failed') {
    return (
      <FailureNote
        title="The history could not be loaded"
        text={failure ?? ''}
        onRetry={() => void loadHistory('next')}
      />
    );
  }
  if (entries.length === 0 && phase !== 'ready') return <Skeleton label="Loading the history" />;
  if (entries.length === 0) {
    return (
      <EmptyNote icon={<History size="1.375rem" aria-hidden />} title="No history yet">
        Every WhatsApp message to and from this person is kept here, with its outcome.
      </EmptyNote>
    );
  }
  return (
    <>
      {groupByDay(entries).map(({ day, items }) => (
        <section key={day} aria-label={formatDay(day, now)}>
          <h3 className={classes['day']}>{formatDay(day, now)}</h3>
          <ul>
            {items.map((entry) => (
              <HistoryItem key={entry.messageId} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
      {nextBefore === undefined ? null : (
        <div className={classes['foot']}>
          <Button onClick={() => void loadHistory('next')} disabled={phase === 'loading'}>
            {phase === 'loading' ? 'Loading…' : 'Show older'}
          </Button>
        </div>
      )}
    </>
  );
}

/** A line with what it does, rendered again only when its message changes. */
const HistoryItem = memo(function HistoryItem({ entry }: { readonly entry: HistoryEntry }) {
  return (
    <HistoryLine
      entry={entry}
      onCopy={() => void copyText(entry.text, 'Message')}
      onOpen={() => openConversation(entry.conversationId, entry.messageId)}
    />
  );
});
