import { ArrowUpCircle } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { useApp } from '../store/app-store.ts';
import { restartToUpdate } from '../store/frame/updates.ts';
import { classNames } from '../components/class-names.ts';
import classes from './notices.module.css';

/** A newer version waits: it takes nothing from the user but a line, and tells what is new before it restarts. */
export function UpdateBar() {
  const update = useApp((state) => state.frame.snapshot?.update);
  const [isOpen, setOpen] = useState(false);
  if (update === undefined) return null;
  return (
    <div className={classNames(classes['notice'], classes['info'])} role="status">
      <ArrowUpCircle size="0.9375rem" aria-hidden />
      <p>
        Version {update.version} is ready. It is put in place when you quit, or when nobody uses this computer
        and nothing typed is waiting.
      </p>
      <Button onClick={() => setOpen(true)}>See what is new</Button>
      <ConfirmDialog
        isOpen={isOpen}
        title={`What is new in version ${update.version}`}
        confirmLabel="Restart now"
        onConfirm={() => void restartToUpdate()}
        onClose={() => setOpen(false)}
      >
        <UpdateNotes notes={update.notes} />
        <p>What you have typed is kept, and what waits to be sent goes out afterwards.</p>
      </ConfirmDialog>
    </div>
  );
}

/** What the publisher says of a version. */
export function UpdateNotes({ notes }: { readonly notes: string }) {
  return (
    <p className={classes['notes']}>{notes === '' ? 'Its publisher has written nothing about it.' : notes}</p>
  );
}
