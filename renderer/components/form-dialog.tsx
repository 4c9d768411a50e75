import { Dialog } from '@base-ui/react/dialog';
import { type SubmitEvent, useState } from 'react';
import { Button } from './button.tsx';
import dialog from './confirm-dialog.module.css';
import { TextField } from './text-field.tsx';

type FormField = {
  readonly name: string;
  readonly label: string;
  /** What stands in it at first. */
  readonly value: string;
  readonly isNeeded?: boolean;
  readonly maxLength?: number;
};

type FormDialogProps = {
  readonly isOpen: boolean;
  readonly title: string;
  /** The verb: "Rename the team", never "OK". */
  readonly saveLabel: string;
  readonly fields: readonly FormField[];
  /** Answers whether it was saved: otherwise the dialog stays, with what was typed. */
  readonly onSave: (values: Readonly<Record<string, string>>) => Promise<boolean>;
  readonly onClose: () => void;
};

/** A few texts to change. */
export function FormDialog({ isOpen, title, onClose, ...form }: FormDialogProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['scrim']} />
        <Dialog.Popup className={dialog['popup']}>
          <Dialog.Title className={dialog['title']}>{title}</Dialog.Title>
          <Fields {...form} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Begins anew each time that the dialog opens. */
function Fields({ fields, saveLabel, onSave, onClose }: Omit<FormDialogProps, 'isOpen' | 'title'>) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(fields.map(({ name, value }) => [name, value])),
  );
  const [isBusy, setIsBusy] = useState(false);
  const isMissing = fields.some(({ name, isNeeded }) => isNeeded === true && values[name]?.trim() === '');
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setIsBusy(true);
    const isSaved = await onSave(values);
    setIsBusy(false);
    if (isSaved) onClose();
  };
  return (
    <form className={dialog['fields']} onSubmit={(event) => void submit(event)}>
      {fields.map(({ name, label, maxLength = 100 }) => (
        <TextField
          key={name}
          label={label}
          maxLength={maxLength}
          spellCheck={false}
          value={values[name] ?? ''}
          onType={(value) => setValues({ ...values, [name]: value })}
        />
      ))}
      <div className={dialog['actions']}>
        <Dialog.Close render={<Button>Cancel</Button>} />
        <Button type="submit" tone="primary" disabled={isBusy || isMissing}>
          {saveLabel}
        </Button>
      </div>
    </form>
  );
}
