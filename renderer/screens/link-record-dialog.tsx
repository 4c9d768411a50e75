import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import dialog from '../components/confirm-dialog.module.css';
import type { ConversationDetails, RecordRow } from '../../shared/ipc/views.ts';
import { linkToRecord } from '../store/record/actions.ts';
import { joinParts, nameRecordKind } from '../words/person-words.ts';
import { useFoundRecords } from './use-found-records.ts';
import { useSettledChoice } from './use-settled-choice.ts';
import classes from './switcher.module.css';

type LinkRecordDialogProps = {
  readonly isOpen: boolean;
  readonly details: ConversationDetails;
  readonly onClose: () => void;
};

/** Asks on which record the person of a conversation is. */
export function LinkRecordDialog({ isOpen, details, onClose }: LinkRecordDialogProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['scrim']} />
        <Dialog.Popup
          className={`${dialog['popup']} ${classes['popup']}`}
          aria-label={`Link ${details.personName} to a record`}
        >
          <Choice details={details} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Choice({ details, onClose }: Omit<LinkRecordDialogProps, 'isOpen'>) {
  // Most people are on a record under the name that they use.
  const [query, setQuery] = useState(details.profileName ?? '');
  const [at, setAt] = useState(0);
  const { rows, isSettled } = useFoundRecords(query, MOST);
  const index = Math.min(at, (rows?.length ?? 0) - 1);
  const choose = async (row: RecordRow | undefined) => {
    if (row !== undefined && (await linkToRecord(details.id, row))) onClose();
  };
  const chooseSettled = useSettledChoice(isSettled, rows?.[index], (row) => void choose(row));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(index + 1, (rows?.length ?? 0) - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(index - 1, 0));
    else if (event.key === 'Enter') chooseSettled();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={classes['field']}>
        <Search size="1rem" aria-hidden />
        <input
          className={classes['input']}
          role="combobox"
          aria-label={`Search the record of ${details.personName}`}
          aria-expanded={(rows?.length ?? 0) > 0}
          aria-controls="link-records"
          aria-activedescendant={rows?.[index] === undefined ? undefined : `link-record-${index}`}
          placeholder="Name, email, number in any format, company"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id="link-records" role="listbox" aria-label="Records" className={classes['list']}>
        {rows?.map((row, position) => (
          <div
            key={row.id}
            id={`link-record-${position}`}
            role="option"
            aria-selected={position === index}
            tabIndex={-1}
            className={classes['option']}
            // On the press, so that the field keeps the focus; the keyboard chooses from the field.
            onMouseDown={(event) => {
              event.preventDefault();
              void choose(row);
            }}
          >
            <span className={classes['name']}>{row.name}</span>
            <span className={classes['about']}>
              {joinParts(nameRecordKind(row.kind), row.jobTitle, row.company, row.location)}
            </span>
          </div>
        ))}
      </div>
      {rows?.length === 0 ? (
        <p className={classes['nothing']} role="status">
          Nobody found for &quot;{query.trim()}&quot;. Try part of a name, an email or a company.
        </p>
      ) : null}
    </>
  );
}

const MOST = 20;
