import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { Button } from './button.tsx';
import dialog from './confirm-dialog.module.css';

type FormFrameProps = {
  readonly isOpen: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A dialog for a `DialogForm`. What stands in it begins anew each time it opens. */
export function FormFrame({ isOpen, title, onClose, children }: FormFrameProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['scrim']} />
        <Dialog.Popup className={dialog['popup']}>
          <Dialog.Title className={dialog['title']}>{title}</Dialog.Title>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type DialogFormProps = {
  /** The verb: "Rename the team", never "OK". */
  readonly submitLabel: string;
  readonly canSubmit: boolean;
  /** Why the last try failed. */
  readonly failure?: string | undefined;
  /** Answers whether it is done: otherwise the dialog stays, with what was typed. */
  readonly onSubmit: () => Promise<boolean>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** The fields of such a dialog, and its two buttons. */
export function DialogForm(props: DialogFormProps) {
  const { submitLabel, canSubmit, failure, onSubmit, onClose, children } = props;
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!canSubmit || isBusy) return;
    setIsBusy(true);
    const isDone = await onSubmit();
    setIsBusy(false);
    if (isDone) onClose();
  };
  return (
    <form className={dialog['fields']} onSubmit={(event) => void submit(event)}>
      {children}
      {failure === undefined ? null : (
        <p className={dialog['failure']} role="alert">
          {failure}
        </p>
      )}
      <div className={dialog['actions']}>
        <Dialog.Close render={<Button>Cancel</Button>} />
        <Button type="submit" tone="primary" disabled={!canSubmit || isBusy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
