import { Dialog } from '@base-ui/react/dialog';
import { type SubmitEvent, useState } from 'react';
import type { FilingChoice } from '../../shared/ipc/record-file-views.ts';
import { Button } from '../components/button.tsx';
import dialog from '../components/confirm-dialog.module.css';
import { TextField } from '../components/text-field.tsx';
import { useApp } from '../store/app-store.ts';
import { closeFiling, putOnRecord } from '../store/media/filing-actions.ts';
import type { Filing } from '../store/media/state.ts';
import { formatMoment } from '../words/time-words.ts';
import classes from './compose-pane.module.css';

/** Asks what has to be asked before a file goes on a record: on which one, and whether again. */
export function FilingDialog() {
  const filing = useApp((state) => state.media.filing);
  return (
    <Dialog.Root open={filing !== undefined} onOpenChange={(open) => (open ? undefined : closeFiling())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['scrim']} />
        <Dialog.Popup className={dialog['popup']}>
          <Dialog.Title className={dialog['title']}>File on the record</Dialog.Title>
          {filing === undefined ? null : <FilingForm filing={filing} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function FilingForm({ filing }: { readonly filing: Filing }) {
  const { messageId, choices } = filing;
  const now = useApp((state) => state.now);
  // Where it is not yet comes first.
  const [chosenId, setChosenId] = useState(
    (choices.find((one) => one.already === undefined) ?? choices[0])?.recordId,
  );
  const chosen = choices.find(({ recordId }) => recordId === chosenId);
  const [name, setName] = useState(
    chosen?.already?.isThisMessage === true ? chosen.already.name : filing.name,
  );
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (chosen === undefined) return;
    setIsBusy(true);
    const isDone = await putOnRecord(messageId, chosen, name.trim());
    setIsBusy(false);
    if (isDone) closeFiling();
  };
  return (
    <form className={dialog['fields']} onSubmit={(event) => void submit(event)}>
      <fieldset className={classes['fieldset']}>
        <legend className={classes['legend']}>Record</legend>
        {choices.map(({ recordId, recordName }) => (
          <label key={recordId} className={classes['choice']}>
            <input
              type="radio"
              name="filing-record"
              checked={recordId === chosenId}
              onChange={() => setChosenId(recordId)}
            />
            {recordName}
          </label>
        ))}
      </fieldset>
      <TextField
        label="File name"
        value={name}
        maxLength={120}
        spellCheck={false}
        caution={describeSame(chosen, now)}
        onType={setName}
      />
      <p className={classes['hint']}>Everybody who sees the record can open it, and your CRM is told.</p>
      <div className={dialog['actions']}>
        <Dialog.Close render={<Button>Cancel</Button>} />
        <Button type="submit" tone="primary" disabled={isBusy || name.trim() === ''}>
          {nameMove(chosen)}
        </Button>
      </div>
    </form>
  );
}

function describeSame(choice: FilingChoice | undefined, now: number): string | undefined {
  if (choice?.already === undefined) return undefined;
  const { name, filedBy, filedAt, isThisMessage } = choice.already;
  const what = isThisMessage ? 'This file is' : 'The same file is';
  return `${what} on the record already, as “${name}”, filed by ${filedBy}, ${formatMoment(filedAt, now)}.`;
}

function nameMove(choice: FilingChoice | undefined): string {
  if (choice?.already === undefined) return 'File';
  return choice.already.isThisMessage ? 'Save the name' : 'File again';
}
