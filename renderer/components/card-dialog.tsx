import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { Button } from './button.tsx';
import dialog from './confirm-dialog.module.css';

type CardDialogProps = {
  readonly isOpen: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A dialog in which something is put together that is then sent. What stands in it begins anew each time it opens. */
export function CardDialog({ isOpen, title, onClose, children }: CardDialogProps) {
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

type CardFormProps = {
  readonly sendLabel: string;
  readonly canSend: boolean;
  /** Why the last try failed. */
  readonly failure: string | undefined;
  /** Answers whether it was sent: otherwise the dialog stays, with what was typed. */
  readonly onSend: () => Promise<boolean>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** The fields of such a dialog, and its two buttons. */
export function CardForm({ sendLabel, canSend, failure, onSend, onClose, children }: CardFormProps) {
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!canSend || isBusy) return;
    setIsBusy(true);
    const isSent = await onSend();
    setIsBusy(false);
    if (isSent) onClose();
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
        <Button type="submit" tone="primary" disabled={!canSend || isBusy}>
          {sendLabel}
        </Button>
      </div>
    </form>
  );
}
