import { Tabs } from '@base-ui/react/tabs';
import { ArrowLeft, UserRound } from 'lucide-react';
import { useEffect } from 'react';
import { IconButton } from '../components/icon-button.tsx';
import { MessageMenu } from '../components/message-menu.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { EmptyNote, FailureNote } from '../components/state-note.tsx';
import type { RecordId } from '../../shared/domain/ids.ts';
import type { RecordDetails } from '../../shared/ipc/views.ts';
import { useApp } from '../store/app-store.ts';
import { selectIsWhatsAppSetUp } from '../store/frame/selectors.ts';
import { chooseTab, goBack } from '../store/navigation/actions.ts';
import type { RecordTab } from '../store/navigation/state.ts';
import { beginWhatsApp, reloadRecord, showRecord } from '../store/record/actions.ts';
import { openSms } from '../store/records/actions.ts';
import { joinParts, nameRecordKind } from '../words/person-words.ts';
import { OptOutBanner } from './opt-out-banner.tsx';
import { RecordConversations } from './record-conversations.tsx';
import { RecordFacts } from './record-facts.tsx';
import { RecordFiles } from './record-files.tsx';
import { RecordHistory } from './record-history.tsx';
import classes from './record-page.module.css';

type RecordPageProps = { readonly hasBack: boolean };

/** A Candidate or Contact: who it is, their conversations, and everything that was said. */
export function RecordPage({ hasBack }: RecordPageProps) {
  const recordId = useApp((state) => state.navigation.recordId);
  if (recordId === undefined) {
    return (
      <EmptyNote icon={<UserRound size="1.5rem" aria-hidden />} title="Choose a person">
        Their details, conversations and history appear here.
      </EmptyNote>
    );
  }
  return <OpenRecord recordId={recordId} hasBack={hasBack} />;
}

function OpenRecord({ recordId, hasBack }: RecordPageProps & { readonly recordId: RecordId }) {
  const details = useApp((state) => (state.record.recordId === recordId ? state.record.details : undefined));
  const phase = useApp((state) => state.record.phase);
  const failure = useApp((state) => state.record.failure);
  useEffect(() => void showRecord(recordId), [recordId]);
  if (phase === 'gone') {
    return (
      <EmptyNote icon={<UserRound size="1.5rem" aria-hidden />} title="This record is no longer there">
        Your CRM has removed it. What was said stays in the Inbox.
      </EmptyNote>
    );
  }
  if (details === undefined) {
    return phase === 'failed' ? (
      <FailureNote
        title="This record could not be opened"
        text={failure ?? ''}
        onRetry={() => void reloadRecord()}
      />
    ) : (
      <Skeleton label="Loading the record" />
    );
  }
  return (
    <article className={classes['page']} aria-label={details.name}>
      <Head details={details} hasBack={hasBack} />
      <OptOutBanner details={details} />
      <RecordTabs />
    </article>
  );
}

function Head({ details, hasBack }: { readonly details: RecordDetails; readonly hasBack: boolean }) {
  const isWhatsAppSetUp = useApp(selectIsWhatsAppSetUp);
  const { record, name } = details;
  return (
    <header className={classes['head']}>
      {hasBack ? (
        <IconButton label="Back to the list" onClick={goBack}>
          <ArrowLeft size="1.0625rem" aria-hidden />
        </IconButton>
      ) : null}
      <div className={classes['who']}>
        <div className={classes['title']}>
          <h2 data-selectable="">{name}</h2>
          <span className={classes['kind']}>{joinParts(nameRecordKind(record.kind), record.status)}</span>
        </div>
        <p className={classes['about']} data-selectable="">
          {joinParts(record.jobTitle, record.company, record.location) || 'No job, company or location'}
        </p>
      </div>
      <MessageMenu
        personName={name}
        phones={record.phones}
        isWhatsAppSetUp={isWhatsAppSetUp}
        isWide
        onSms={(e164) => void openSms(record.id, e164)}
        onWhatsApp={(e164) => void beginWhatsApp(record.id, e164)}
      />
    </header>
  );
}

const TABS: readonly { readonly value: RecordTab; readonly label: string }[] = [
  { value: 'details', label: 'Details' },
  { value: 'whatsapp', label: 'WhatsApp' },
  { value: 'files', label: 'Files' },
  { value: 'history', label: 'History' },
];

function RecordTabs() {
  const tab = useApp((state) => state.navigation.recordTab);
  return (
    <Tabs.Root
      className={classes['tabs']}
      value={tab}
      // Base UI answers the value of one of our tabs.
      onValueChange={(value) => chooseTab(value as RecordTab)}
    >
      <Tabs.List className={classes['tab-list']} aria-label="Record">
        {TABS.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value} className={classes['tab']}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="details" className={classes['panel']}>
        <RecordFacts />
      </Tabs.Panel>
      <Tabs.Panel value="whatsapp" className={`${classes['panel']} ${classes['table-panel']}`}>
        <RecordConversations />
      </Tabs.Panel>
      <Tabs.Panel value="files" className={classes['panel']}>
        <RecordFiles />
      </Tabs.Panel>
      <Tabs.Panel value="history" className={classes['panel']}>
        <RecordHistory />
      </Tabs.Panel>
    </Tabs.Root>
  );
}
