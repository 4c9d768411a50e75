import { MessageCirclePlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { type ColumnWidths, ConversationTable } from '../components/conversation-table.tsx';
import { EmptyNote } from '../components/state-note.tsx';
import { useApp } from '../store/app-store.ts';
import { selectIsWhatsAppSetUp, selectUser } from '../store/frame/selectors.ts';
import { composeToRecord, goToPlace, openConversation } from '../store/navigation/actions.ts';
import { selectShownConversationId } from '../store/navigation/selectors.ts';
import { explainNoPhone } from '../words/person-words.ts';
import type { ConversationSort } from '../words/sort-conversations.ts';
import { readChoice, rememberChoice } from './remembered.ts';
import classes from './record-page.module.css';

const WIDTHS: ColumnWidths = { consultant: 19, channel: 17, message: 25, when: 17, window: 22, unread: 0 };
const SORT: ConversationSort = { column: 'when', isAscending: false };

/** The conversations with this person, held by any colleague. */
export function RecordConversations() {
  const rows = useApp((state) => state.record.conversations);
  const phones = useApp((state) => state.record.details?.record.phones) ?? [];
  const recordId = useApp((state) => state.record.recordId);
  const now = useApp((state) => state.now);
  const userId = useApp((state) => selectUser(state)?.id);
  const isSetUp = useApp(selectIsWhatsAppSetUp);
  const chosenId = useApp(selectShownConversationId);
  const [sort, setSort] = useState<ConversationSort>(
    () => readChoice('conversations.sort', readSort) ?? SORT,
  );
  const [widths, setWidths] = useState<ColumnWidths>(
    () => readChoice('conversations.widths', readWidths) ?? WIDTHS,
  );
  if (rows === undefined || recordId === undefined) return null;
  const reason = explainNoPhone(phones);
  const begin = () => composeToRecord(recordId, undefined);
  const button = isSetUp ? (
    <Button
      tone={rows.length === 0 ? 'primary' : 'secondary'}
      disabled={reason !== undefined}
      onClick={begin}
    >
      <MessageCirclePlus size="0.9375rem" aria-hidden />
      New conversation
    </Button>
  ) : (
    <Button onClick={() => goToPlace('settings')}>Set up WhatsApp</Button>
  );
  if (rows.length === 0) {
    return (
      <EmptyNote title="No WhatsApp conversation yet" action={button}>
        {isSetUp
          ? (reason ?? 'Begin with a template; once they answer, you can write freely for 24 hours.')
          : 'WhatsApp is not set up for you. Add your own number in the settings, or ask your administrator for the company number.'}
      </EmptyNote>
    );
  }
  return (
    <>
      <ConversationTable
        rows={rows}
        now={now}
        userId={userId}
        chosenId={chosenId}
        sort={sort}
        widths={widths}
        onSort={(next) => {
          setSort(next);
          rememberChoice('conversations.sort', next);
        }}
        onResize={(next) => {
          setWidths(next);
          rememberChoice('conversations.widths', next);
        }}
        onOpen={openConversation}
      />
      <div className={classes['table-foot']}>{button}</div>
    </>
  );
}

function readSort(value: unknown): ConversationSort | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { column, isAscending } = value as Partial<ConversationSort>; // each field is checked below
  if (column === undefined || !(column in WIDTHS) || typeof isAscending !== 'boolean') return undefined;
  return { column, isAscending };
}

function readWidths(value: unknown): ColumnWidths | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const widths = value as Partial<ColumnWidths>; // each column is checked below
  const isWhole = Object.keys(WIDTHS).every(
    (column) => typeof widths[column as keyof ColumnWidths] === 'number',
  );
  return isWhole ? { ...WIDTHS, ...widths } : undefined;
}
