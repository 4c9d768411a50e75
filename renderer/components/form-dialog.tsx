import { useState } from 'react';
import { DialogForm, FormFrame } from './dialog-form.tsx';
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
    <FormFrame isOpen={isOpen} title={title} onClose={onClose}>
      <Fields {...form} onClose={onClose} />
    </FormFrame>
  );
}

function Fields({ fields, saveLabel, onSave, onClose }: Omit<FormDialogProps, 'isOpen' | 'title'>) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(fields.map(({ name, value }) => [name, value])),
  );
  const isMissing = fields.some(({ name, isNeeded }) => isNeeded === true && values[name]?.trim() === '');
  return (
    <DialogForm
      submitLabel={saveLabel}
      canSubmit={!isMissing}
      onSubmit={() => onSave(values)}
      onClose={onClose}
    >
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
    </DialogForm>
  );
}
