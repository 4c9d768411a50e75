import { useEffect, useState } from 'react';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { prepareSignOut, signOut } from '../store/frame/actions.ts';
import { describeLoss, nameSignOut, type Loss } from '../words/sign-out-words.ts';

type SignOutDialogProps = { readonly isOpen: boolean; readonly onClose: () => void };

/** Asks before a sign-out. First the agency is told what it does not know yet; what could not be told is named. */
export function SignOutDialog({ isOpen, onClose }: SignOutDialogProps) {
  const [loss, setLoss] = useState<Loss | undefined>(undefined);
  useEffect(() => {
    if (!isOpen) return undefined;
    let isStale = false;
    void prepareSignOut().then((answer) => (isStale ? undefined : setLoss(answer)));
    return () => {
      isStale = true;
      // Asked again, it is another answer.
      setLoss(undefined);
    };
  }, [isOpen]);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title="Sign out of this desktop?"
      confirmLabel={nameSignOut(loss)}
      isDangerous
      isWaiting={loss === undefined}
      onClose={onClose}
      onConfirm={() => void signOut()}
    >
      <p>Messages and settings on this desktop are removed. To come back you need a new sign-in code.</p>
      <p role="status">{describeLoss(loss)}</p>
    </ConfirmDialog>
  );
}
