import { UserRound } from 'lucide-react';
import { useState } from 'react';
import type { ConversationDetails } from '../../shared/ipc/views.ts';
import { Finder, FinderDialog } from '../components/finder.tsx';
import { linkToRecord } from '../store/record/actions.ts';
import { joinParts, nameRecordKind } from '../words/person-words.ts';
import { useFoundRecords } from './use-found-records.ts';

type LinkRecordDialogProps = {
  readonly isOpen: boolean;
  readonly details: ConversationDetails;
  readonly onClose: () => void;
};

/** Asks on which record the person of a conversation is. */
export function LinkRecordDialog({ isOpen, details, onClose }: LinkRecordDialogProps) {
  return (
    <FinderDialog
      label={`Link ${details.personName} to a record`}
      isOpen={isOpen}
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <Choice details={details} onClose={onClose} />
    </FinderDialog>
  );
}

function Choice({ details, onClose }: Omit<LinkRecordDialogProps, 'isOpen'>) {
  // Most people are on a record under the name that they use.
  const [query, setQuery] = useState(details.profileName ?? '');
  const { rows = [], isSettled } = useFoundRecords(query, MOST);
  const choose = async (position: number) => {
    const row = rows[position];
    if (row !== undefined && (await linkToRecord(details.id, row))) onClose();
  };
  return (
    <Finder
      label={`Search the record of ${details.personName}`}
      listLabel="Records"
      query={query}
      onQuery={setQuery}
      options={rows.map(({ id, name, kind, jobTitle, company, location }) => ({
        key: id,
        name,
        icon: <UserRound size="0.9375rem" aria-hidden />,
        about: joinParts(nameRecordKind(kind), jobTitle, company, location),
      }))}
      isSettled={isSettled}
      nothing={
        isSettled
          ? `Nobody found for "${query.trim()}". Try part of a name, an email or a company.`
          : undefined
      }
      onChoose={(position) => void choose(position)}
    />
  );
}

const MOST = 20;
