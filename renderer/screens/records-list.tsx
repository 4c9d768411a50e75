import { Search, UsersRound } from 'lucide-react';
import { type KeyboardEvent, memo } from 'react';
import { RecordLine } from '../components/record-row.tsx';
import { type Segment, Segments } from '../components/segments.tsx';
import { SearchField, handleFilterKeys } from '../components/search-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { EmptyNote, FailureNote } from '../components/state-note.tsx';
import type { RecordRow } from '../../shared/ipc/views.ts';
import { useApp } from '../store/app-store.ts';
import { selectIsWhatsAppSetUp } from '../store/frame/selectors.ts';
import { openRecord } from '../store/navigation/actions.ts';
import { beginWhatsApp } from '../store/record/actions.ts';
import {
  chooseKind,
  moveToRow,
  openSms,
  reloadRecords,
  showRange,
  typeQuery,
} from '../store/records/actions.ts';
import { findRecordRow } from '../store/records/selectors.ts';
import { countOf } from '../words/person-words.ts';
import { VirtualGrid } from './virtual-grid.tsx';
import classes from './list-pane.module.css';

const KINDS: readonly Segment<'all' | 'candidate' | 'contact'>[] = [
  { value: 'all', label: 'All' },
  { value: 'candidate', label: 'Candidates' },
  { value: 'contact', label: 'Contacts' },
];
const ROW_REM = 3.5;

/** Candidates and Contacts, filtered as you type. */
export function RecordsList() {
  const kind = useApp((state) => state.records.kind);
  return (
    <section className={classes['pane']} aria-label="Records">
      <Segments
        label="Kind of record"
        value={kind ?? 'all'}
        segments={KINDS}
        onChoose={(value) => chooseKind(value === 'all' ? undefined : value)}
        className={classes['segments']}
        listClassName={classes['head']}
      >
        <div className={classes['head']}>
          <Filter />
        </div>
        <div className={classes['body']}>
          <Rows />
        </div>
      </Segments>
    </section>
  );
}

function Filter() {
  const query = useApp((state) => state.records.query);
  const total = useApp((state) => state.records.total);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') moveToRow(0);
    handleFilterKeys(event, { query, onType: typeQuery, grid: 'Records' });
  };
  return (
    <>
      <div role="search" aria-label="Records">
        <SearchField
          isListFilter
          label="Filter records"
          placeholder="Name, email, phone, company, job"
          clearLabel="Clear the filter"
          query={query}
          onType={typeQuery}
          onKeyDown={onKeyDown}
        />
      </div>
      <p className={classes['count']} role="status">
        {total === undefined ? ' ' : countOf(total, 'record')}
      </p>
    </>
  );
}

function Rows() {
  const records = useApp((state) => state.records);
  const isWhatsAppSetUp = useApp(selectIsWhatsAppSetUp);
  const chosenId = useApp((state) => state.navigation.recordId);
  const { total, phase, failure, query, kind, activeIndex } = records;
  if (phase === 'failed') {
    return (
      <FailureNote
        title="The records could not be loaded"
        text={failure ?? ''}
        onRetry={() => void reloadRecords()}
      />
    );
  }
  if (total === undefined) return <Skeleton label="Loading records" />;
  if (total === 0) return <NoRecords query={query} />;
  return (
    <VirtualGrid
      label="Records"
      count={total}
      rowRem={ROW_REM}
      columnCount={2}
      isBusy={phase === 'loading'}
      activeIndex={activeIndex}
      onMove={moveToRow}
      onRange={showRange}
      topKey={`${query}\n${kind ?? ''}`}
      renderRow={(index) => {
        const row = findRecordRow(records, index);
        if (row === undefined)
          return (
            <div
              role="row"
              aria-busy
              tabIndex={-1}
              aria-rowindex={index + 1}
              className={classes['waiting']}
            />
          );
        return (
          <RecordItem
            row={row}
            index={index}
            isChosen={row.id === chosenId}
            isTabStop={index === activeIndex}
            isKindShown={kind === undefined}
            isWhatsAppSetUp={isWhatsAppSetUp}
          />
        );
      }}
    />
  );
}

type RecordItemProps = {
  readonly row: RecordRow;
  readonly index: number;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly isKindShown: boolean;
  readonly isWhatsAppSetUp: boolean;
};

/** A row with what it does, rendered again only when it changes itself. */
const RecordItem = memo(function RecordItem({ row, index, ...face }: RecordItemProps) {
  return (
    <RecordLine
      row={row}
      position={index + 1}
      {...face}
      onOpen={() => {
        moveToRow(index);
        openRecord(row.id);
      }}
      onSms={(e164) => void openSms(row.id, e164)}
      onWhatsApp={(e164) => void beginWhatsApp(row.id, e164)}
    />
  );
});

function NoRecords({ query }: { readonly query: string }) {
  if (query.trim() === '') {
    return (
      <EmptyNote icon={<UsersRound size="1.375rem" aria-hidden />} title="No records yet">
        Candidates and Contacts appear here as soon as your CRM has sent them.
      </EmptyNote>
    );
  }
  return (
    <EmptyNote icon={<Search size="1.375rem" aria-hidden />} title={`Nobody found for "${query.trim()}"`}>
      Try part of a name, a number in any format, an email, a company or a job title.
    </EmptyNote>
  );
}
