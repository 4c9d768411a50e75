import { useState } from 'react';
import { Button } from '../components/button.tsx';
import type { ConversationDetails } from '../../shared/ipc/views.ts';
import { CreateRecordDialog } from './create-record-dialog.tsx';
import { LinkRecordDialog } from './link-record-dialog.tsx';
import classes from './chat-pane.module.css';

/** Over a chat with somebody whom no record knows: a username has no number, or nobody has written the number down yet. */
export function NoRecordBar({ details }: { readonly details: ConversationDetails }) {
  const [open, setOpen] = useState<'link' | 'create' | undefined>(undefined);
  const close = () => setOpen(undefined);
  return (
    <div className={classes['no-record']} role="group" aria-label="Not on a record">
      <p>Not on a record: nothing said here is in a history yet.</p>
      <Button onClick={() => setOpen('link')}>Link to a record…</Button>
      <Button onClick={() => setOpen('create')}>Create a record…</Button>
      <LinkRecordDialog isOpen={open === 'link'} details={details} onClose={close} />
      <CreateRecordDialog isOpen={open === 'create'} details={details} onClose={close} />
    </div>
  );
}
