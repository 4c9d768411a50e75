import { Dialog } from '@base-ui/react/dialog';
import { Copy, Link } from 'lucide-react';
import { Button } from './button.tsx';
import dialog from './confirm-dialog.module.css';
import classes from './code-dialog.module.css';

type CodeDialogProps = {
  /** Undefined: closed. */
  readonly code: string | undefined;
  readonly userName: string;
  /** "tomorrow, 14:02". */
  readonly expires: string;
  readonly onCopy: () => void;
  readonly onCopyLink: () => void;
  readonly onClose: () => void;
};

/** A sign-in code, shown this once. Nothing but its own button closes it: a click beside it must not lose the code. */
export function CodeDialog({ code, userName, expires, onCopy, onCopyLink, onClose }: CodeDialogProps) {
  return (
    <Dialog.Root
      open={code !== undefined}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      disablePointerDismissal
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['scrim']} />
        <Dialog.Popup className={dialog['popup']}>
          <Dialog.Title className={dialog['title']}>Sign-in code for {userName}</Dialog.Title>
          <div className={classes['line']}>
            <output className={classes['code']} aria-label="Sign-in code">
              {code}
            </output>
            <Button onClick={onCopy}>
              <Copy size="0.875rem" aria-hidden />
              Copy
            </Button>
          </div>
          <Dialog.Description className={dialog['text']}>
            It signs in one desktop, once, until {expires}. It is shown only now: give it to {userName} in
            person or by phone, not by a message that others may read. The link holds the code and the relay’s
            address: opened on a computer with Colleague Messaging, it leaves nothing to type.
          </Dialog.Description>
          <div className={dialog['actions']}>
            <Button onClick={onCopyLink}>
              <Link size="0.875rem" aria-hidden />
              Copy link
            </Button>
            <Dialog.Close render={<Button tone="primary">Done</Button>} />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
