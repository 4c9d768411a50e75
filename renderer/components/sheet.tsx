import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import dialog from './confirm-dialog.module.css';
import { IconButton } from './icon-button.tsx';
import classes from './sheet.module.css';

type SheetProps = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Room for two columns. */
  readonly isWide?: boolean | undefined;
  readonly children: ReactNode;
};

/** A dialog to read in: a title, a cross, and what it tells. */
export function Sheet({ title, isOpen, onClose, isWide, children }: SheetProps) {
  const size = isWide === true ? classes['wide'] : classes['narrow'];
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['scrim']} />
        <Dialog.Popup className={`${dialog['popup']} ${size}`}>
          <div className={classes['head']}>
            <Dialog.Title className={dialog['title']}>{title}</Dialog.Title>
            <Dialog.Close
              render={
                <IconButton label="Close">
                  <X size="1rem" aria-hidden />
                </IconButton>
              }
            />
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
