import { RefreshCw, Search } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../components/button.tsx';
import { Segments } from '../components/segments.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { EmptyNote, FailureNote } from '../components/state-note.tsx';
import { TemplateState } from '../components/template-state.tsx';
import { useApp } from '../store/app-store.ts';
import { filterTemplates } from '../store/compose/selectors.ts';
import { selectChannels } from '../store/frame/selectors.ts';
import {
  chooseTemplatesChannel,
  loadTemplatesPage,
  refreshTemplatesPage,
  searchTemplatesPage,
  showTemplate,
} from '../store/templates/actions.ts';
import { joinParts } from '../words/person-words.ts';
import { nameLanguage, nameTemplate } from '../words/template-words.ts';
import { formatAgo } from '../words/time-words.ts';
import { TemplateDetails } from './template-details.tsx';
import list from './list-pane.module.css';
import settings from './settings-page.module.css';
import classes from './templates-page.module.css';

/** Every template of a channel: its state at Meta, why it cannot be sent, and where its variables come from. */
export function TemplatesPage() {
  const channels = useApp(selectChannels);
  const channelId = useApp((state) => state.templates.channelId);
  const known = channels.some(({ id }) => id === channelId) ? channelId : channels[0]?.id;
  useEffect(() => {
    if (known !== undefined) chooseTemplatesChannel(known);
  }, [known]);
  if (known === undefined) {
    return (
      <EmptyNote title="WhatsApp is not set up for you">
        Templates belong to a WhatsApp Business account. Add your own number, or ask your administrator for
        the company number.
      </EmptyNote>
    );
  }
  const page = (
    <div className={classes['panes']}>
      <TemplateList />
      <TemplateDetails />
    </div>
  );
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <div>
          <h2 className={settings['title']}>Templates</h2>
          <Synced />
        </div>
        <RefreshButton />
      </header>
      {channels.length < 2 ? (
        page
      ) : (
        <Segments
          label="Number"
          value={known}
          segments={channels.map((channel) => ({ value: channel.id, label: channel.name }))}
          onChoose={chooseTemplatesChannel}
          className={classes['channels']}
        >
          {page}
        </Segments>
      )}
    </div>
  );
}

function Synced() {
  const syncedAt = useApp((state) => state.templates.syncedAt);
  const isRefreshing = useApp((state) => state.templates.isRefreshing);
  const now = useApp((state) => state.now);
  const words = syncedAt === undefined ? 'Not fetched yet' : `As at WhatsApp ${formatAgo(syncedAt, now)}`;
  return (
    <p className={settings['lead']} role="status">
      {isRefreshing ? 'Asking WhatsApp for the templates…' : words}
    </p>
  );
}

function RefreshButton() {
  const isRefreshing = useApp((state) => state.templates.isRefreshing);
  return (
    <Button onClick={() => void refreshTemplatesPage()} disabled={isRefreshing}>
      <RefreshCw size="0.875rem" aria-hidden />
      {isRefreshing ? 'Refreshing…' : 'Refresh'}
    </Button>
  );
}

function TemplateList() {
  const { phase, rows, failure, query, chosenId } = useApp((state) => state.templates);
  if (phase === 'failed') {
    return (
      <FailureNote
        title="The templates could not be loaded"
        text={failure ?? ''}
        onRetry={() => void loadTemplatesPage()}
      />
    );
  }
  if (phase !== 'ready') return <Skeleton label="Loading templates" />;
  const shown = filterTemplates(rows, query);
  return (
    <div className={classes['list']}>
      <div className={list['filter']} role="search" aria-label="Find a template">
        <Search size="0.875rem" aria-hidden />
        <input
          type="text"
          aria-label="Search templates"
          placeholder="Search templates"
          value={query}
          onChange={(event) => searchTemplatesPage(event.target.value)}
        />
      </div>
      {shown.length === 0 ? (
        <p className={classes['nothing']} role="status">
          {rows.length === 0
            ? 'This account has no templates. Create one in WhatsApp Manager, then refresh.'
            : `No template matches "${query.trim()}".`}
        </p>
      ) : (
        <ul aria-label="All templates">
          {shown.map((row) => (
            <li key={row.template.id}>
              <button
                type="button"
                className={classes['entry']}
                aria-current={row.template.id === chosenId ? 'true' : undefined}
                onClick={() => showTemplate(row.template.id)}
              >
                <span className={classes['entry-top']}>
                  <span className={classes['entry-name']}>{nameTemplate(row.template.name)}</span>
                  <TemplateState row={row} />
                </span>
                <span className={classes['entry-about']}>
                  {joinParts(
                    nameLanguage(row.template.language),
                    row.isMappingStale ? 'variables changed' : '',
                  )}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
