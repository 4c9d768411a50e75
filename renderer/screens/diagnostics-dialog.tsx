import { Dialog } from '@base-ui/react/dialog';
import { Button } from '../components/button.tsx';
import dialog from '../components/confirm-dialog.module.css';
import { copyDiagnostics, saveDiagnostics } from '../store/diagnostics/actions.ts';

type DiagnosticsDialogProps = { readonly isOpen: boolean; readonly onClose: () => void };

/** What support may ask for: says what is in it, and copies or saves it. */
export function DiagnosticsDialog({ isOpen, onClose }: DiagnosticsDialogProps) {
  const choose = (action: () => Promise<void>) => () => {
    onClose();
    void action();
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['scrim']} />
        <Dialog.Popup className={dialog['popup']}>
          <Dialog.Title className={dialog['title']}>Diagnostics</Dialog.Title>
          <Dialog.Description className={dialog['text']}>
            For whoever helps you when something goes wrong: versions, settings, what the doctor finds, how
            much is stored here, and the last lines of the log. No names, numbers, messages or passwords are
            in it. Nothing is sent anywhere: you pass it on yourself.
          </Dialog.Description>
          <div className={dialog['actions']}>
            <Dialog.Close render={<Button>Cancel</Button>} />
            <Button onClick={choose(saveDiagnostics)}>Save as a file…</Button>
            <Button tone="primary" onClick={choose(copyDiagnostics)}>
              Copy
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
