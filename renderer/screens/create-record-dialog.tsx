import { Dialog } from '@base-ui/react/dialog';
import { type SubmitEvent, useState } from 'react';
import { Button } from '../components/button.tsx';
import dialog from '../components/confirm-dialog.module.css';
import { TextField } from '../components/text-field.tsx';
import type { RecordKind } from '../../shared/domain/record.ts';
import type { ConversationDetails } from '../../shared/ipc/views.ts';
import { createRecord } from '../store/record/actions.ts';
import { nameRecordKind, splitName } from '../words/person-words.ts';
import classes from './compose-pane.module.css';

type CreateRecordDialogProps = {
  readonly isOpen: boolean;
  readonly details: ConversationDetails;
  readonly onClose: () => void;
};

const KINDS: readonly RecordKind[] = ['candidate', 'contact'];

/** Makes a record for somebody new: kind and name; the rest is for the CRM. */
export function CreateRecordDialog({ isOpen, details, onClose }: CreateRecordDialogProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['scrim']} />
        <Dialog.Popup className={dialog['popup']}>
          <Dialog.Title className={dialog['title']}>Create a record</Dialog.Title>
          <RecordForm details={details} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function RecordForm({ details, onClose }: Omit<CreateRecordDialogProps, 'isOpen'>) {
  const [kind, setKind] = useState<RecordKind>('candidate');
  const [name, setName] = useState(() => splitName(details.profileName ?? ''));
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    setIsBusy(true);
    const problem = await createRecord({ conversationId: details.id, kind, ...name });
    setIsBusy(false);
    setFailure(problem);
    if (problem === undefined) onClose();
  };
  return (
    <form
      className={classes['record-form']}
      aria-label="New record"
      onSubmit={(event) => void onSubmit(event)}
    >
      <fieldset className={classes['fieldset']}>
        <legend className={classes['legend']}>Kind</legend>
        {KINDS.map((value) => (
          <label key={value} className={classes['choice']}>
            <input type="radio" name="record-kind" checked={value === kind} onChange={() => setKind(value)} />
            {nameRecordKind(value)}
          </label>
        ))}
      </fieldset>
      <TextField
        label="First name"
        value={name.firstName}
        maxLength={100}
        onType={(firstName) => setName({ ...name, firstName })}
      />
      <TextField
        label="Last name"
        value={name.lastName}
        maxLength={100}
        onType={(lastName) => setName({ ...name, lastName })}
      />
      <p className={classes['hint']}>
        {details.phoneNumber === undefined
          ? 'WhatsApp does not share their number. Add it in the CRM when they tell you.'
          : `With the number ${details.phoneNumber}. Add the rest in the CRM.`}
      </p>
      {failure === undefined ? null : (
        <p className={classes['failure']} role="alert">
          {failure}
        </p>
      )}
      <div className={dialog['actions']}>
        <Dialog.Close render={<Button>Cancel</Button>} />
        <Button type="submit" tone="primary" disabled={isBusy}>
          Create the record
        </Button>
      </div>
    </form>
  );
}
