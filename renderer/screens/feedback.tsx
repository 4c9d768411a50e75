import { X } from 'lucide-react';
import { useEffect } from 'react';
import { classNames } from '../components/class-names.ts';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { useApp } from '../store/app-store.ts';
import { dismissNote } from '../store/feedback/actions.ts';
import type { Note } from '../store/feedback/state.ts';
import classes from './feedback.module.css';

const INFO_MS = 3_500;
/** As long as one can still think better of it. */
const UNDO_MS = 10_000;
/** An error can be read twice before it goes. */
const ERROR_MS = 12_000;

/** The line that says what has just happened, and the voice for the screen reader. */
export function Feedback() {
  const note = useApp((state) => state.feedback.note);
  const announcement = useApp((state) => state.feedback.announcement);
  useEffect(() => {
    if (note === undefined) return undefined;
    const timer = setTimeout(() => dismissNote(note.id), findTimeOf(note));
    return () => clearTimeout(timer);
  }, [note]);
  return (
    <>
      <div className={classNames(classes['place'], note?.undo !== undefined && classes['lasting'])}>
        {note === undefined ? null : (
          <div
            key={note.id}
            role={note.tone === 'error' ? 'alert' : 'status'}
            className={classNames(classes['note'], note.tone === 'error' && classes['error'])}
          >
            <span>{note.text}</span>
            <UndoButton note={note} />
            <IconButton label="Dismiss" isSmall onClick={() => dismissNote(note.id)}>
              <X size="0.875rem" aria-hidden />
            </IconButton>
          </div>
        )}
      </div>
      <div data-visually-hidden="" aria-live="polite">
        <span key={announcement.id}>{announcement.text}</span>
      </div>
    </>
  );
}

function UndoButton({ note: { id, undo } }: { readonly note: Note }) {
  if (undo === undefined) return null;
  return (
    <Button
      tone="quiet"
      onClick={() => {
        dismissNote(id);
        undo();
      }}
    >
      Undo
    </Button>
  );
}

function findTimeOf({ tone, undo }: Note): number {
  if (tone === 'error') return ERROR_MS;
  return undo === undefined ? INFO_MS : UNDO_MS;
}
