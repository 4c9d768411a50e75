import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import classes from './confirm-dialog.module.css';

type ConfirmDialogProps = {
  readonly isOpen: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The verb: "Remove my number", never "OK". */
  readonly confirmLabel: string;
  readonly isDangerous?: boolean;
  /** What is asked is not known yet. */
  readonly isWaiting?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

/** Asks before something that cannot be taken back. The focus begins on Cancel. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open={props.isOpen} onOpenChange={(isOpen) => (isOpen ? undefined : props.onClose())}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={classes['scrim']} />
        <AlertDialog.Popup className={classes['popup']}>
          <AlertDialog.Title className={classes['title']}>{props.title}</AlertDialog.Title>
          <AlertDialog.Description render={<div />} className={classes['text']}>
            {props.children}
          </AlertDialog.Description>
          <div className={classes['actions']}>
            <AlertDialog.Close render={<Button>Cancel</Button>} />
            <Button
              tone={props.isDangerous === true ? 'danger' : 'primary'}
              disabled={props.isWaiting === true}
              onClick={() => {
                props.onClose();
                props.onConfirm();
              }}
            >
              {props.confirmLabel}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
