import { SearchX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { HitLine } from '../components/hit-line.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { EmptyNote, FailureNote } from '../components/state-note.tsx';
import { parseFind } from '../../shared/domain/find-text.ts';
import type { MessageId } from '../../shared/domain/ids.ts';
import { useApp } from '../store/app-store.ts';
import { findEverywhere, openHit } from '../store/find/actions.ts';
import { countOf } from '../words/person-words.ts';
import { VirtualGrid } from './virtual-grid.tsx';
import classes from './list-pane.module.css';

export const FOUND_LABEL = 'Messages found';
const ROW_REM = 4.75;

/** The messages that were found, newest first. */
export function FoundList() {
  const { query, hits, hasMore, phase, failure, epoch } = useApp((state) => state.find.everywhere);
  const inChat = useApp((state) => state.find.inChat);
  const now = useApp((state) => state.now);
  const [activeId, setActiveId] = useState<MessageId | undefined>(undefined);
  const terms = useMemo(() => parseFind(query), [query]);
  if (phase === 'failed') {
    return (
      <FailureNote
        title="The messages could not be searched"
        text={failure ?? ''}
        onRetry={() => void findEverywhere()}
      />
    );
  }
  if (hits.length === 0) {
    if (phase !== 'ready') return <Skeleton label="Searching the messages" />;
    return (
      <EmptyNote icon={<SearchX size="1.375rem" aria-hidden />} title="Nothing found">
        No message or file on this computer holds these words. Try fewer of them, or only how they begin.
      </EmptyNote>
    );
  }
  // By its message, not its place: what arrives meanwhile stands above it.
  const active = Math.max(
    0,
    hits.findIndex((hit) => hit.messageId === activeId),
  );
  const chosenId = inChat?.query === query ? inChat.hits[inChat.at]?.messageId : undefined;
  return (
    <>
      <p className={classes['found']} role="status">
        {hasMore
          ? `The newest ${hits.length} messages. Add a word to see fewer.`
          : countOf(hits.length, 'message')}
      </p>
      <div className={classes['body']}>
        <VirtualGrid
          label={FOUND_LABEL}
          count={hits.length}
          rowRem={ROW_REM}
          columnCount={3}
          activeIndex={active}
          onMove={(index) => setActiveId(hits[index]?.messageId)}
          onRange={noRange}
          topKey={String(epoch)}
          renderRow={(index) => {
            const hit = hits[index];
            if (hit === undefined) return null;
            return (
              <HitLine
                hit={hit}
                terms={terms}
                now={now}
                position={index + 1}
                isChosen={hit.messageId === chosenId}
                isTabStop={index === active}
                onOpen={() => {
                  setActiveId(hit.messageId);
                  openHit(hit);
                }}
              />
            );
          }}
        />
      </div>
    </>
  );
}

/** All hits are there at once. */
function noRange(): void {}
