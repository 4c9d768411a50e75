import { RefreshCw, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Button } from '../components/button.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { EmptyNote, FailureNote } from '../components/state-note.tsx';
import { TemplateLine } from '../components/template-line.tsx';
import { useApp } from '../store/app-store.ts';
import {
  chooseTemplate,
  loadTemplates,
  refreshTemplates,
  searchTemplates,
} from '../store/compose/actions.ts';
import { filterTemplates } from '../store/compose/selectors.ts';
import { formatAgo } from '../words/time-words.ts';
import list from './list-pane.module.css';
import classes from './compose-pane.module.css';

/** Templates of the channel: those that can be sent first, the others with the reason why not. */
export function TemplatePicker() {
  const query = useApp((state) => state.compose.query);
  const isRefreshing = useApp((state) => state.compose.isRefreshing);
  const failure = useApp((state) => state.compose.failure);
  const syncedAt = useApp((state) => state.compose.templates.syncedAt);
  const now = useApp((state) => state.now);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => search.current?.focus(), []);
  return (
    <>
      <div className={classes['picker-head']}>
        <div className={list['filter']} role="search" aria-label="Find a template">
          <Search size="0.875rem" aria-hidden />
          <input
            ref={search}
            type="text"
            aria-label="Search templates"
            placeholder="Search templates"
            value={query}
            onChange={(event) => searchTemplates(event.target.value)}
            onKeyDown={enterList}
          />
        </div>
        <Button onClick={() => void refreshTemplates()} disabled={isRefreshing}>
          <RefreshCw size="0.875rem" aria-hidden />
          {isRefreshing ? 'Refreshing…' : 'Refresh'}
        </Button>
      </div>
      <p className={classes['synced']} role="status">
        {isRefreshing
          ? 'Asking WhatsApp for the templates…'
          : syncedAt === undefined
            ? 'Not fetched from WhatsApp yet'
            : `As at WhatsApp ${formatAgo(syncedAt, now)}`}
      </p>
      {failure === undefined ? null : (
        <p className={classes['failure']} role="alert">
          {failure}
        </p>
      )}
      <Templates />
    </>
  );
}

function Templates() {
  const { phase, rows, failure } = useApp((state) => state.compose.templates);
  const query = useApp((state) => state.compose.query);
  const preparingId = useApp((state) => state.compose.templateId);
  if (phase === 'failed') {
    return (
      <FailureNote
        title="The templates could not be loaded"
        text={failure ?? ''}
        onRetry={() => void loadTemplates()}
      />
    );
  }
  if (phase !== 'ready') return <Skeleton label="Loading templates" />;
  const shown = filterTemplates(rows, query);
  if (shown.length === 0) {
    return rows.length === 0 ? (
      <EmptyNote title="No templates yet">
        Your administrator creates templates in WhatsApp Manager. Refresh after Meta has approved one.
      </EmptyNote>
    ) : (
      <EmptyNote title={`No template matches "${query.trim()}"`}>
        Try a word of its name or of its text.
      </EmptyNote>
    );
  }
  return (
    <ul aria-label="Templates">
      {shown.map((row) => (
        <li key={row.template.id}>
          <TemplateLine
            row={row}
            isBusy={row.template.id === preparingId}
            onChoose={() => void chooseTemplate(row.template.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function enterList(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown') return;
  event.preventDefault();
  document.querySelector<HTMLElement>('[aria-label="Templates"] button')?.focus();
}
