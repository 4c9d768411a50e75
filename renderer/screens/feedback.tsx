import { X } from 'lucide-react';
import { useEffect } from 'react';
import { classNames } from '../components/class-names.ts';
import { IconButton } from '../components/icon-button.tsx';
import { useApp } from '../store/app-store.ts';
import { dismissNote } from '../store/feedback/actions.ts';
import classes from './feedback.module.css';

const INFO_MS = 3_500;
/** An error can be read twice before it goes. */
const ERROR_MS = 12_000;

/** The line that says what has just happened, and the voice for the screen reader. */
export function Feedback() {
  const note = useApp((state) => state.feedback.note);
  const announcement = useApp((state) => state.feedback.announcement);
  useEffect(() => {
    if (note === undefined) return undefined;
    const timer = setTimeout(() => dismissNote(note.id), note.tone === 'error' ? ERROR_MS : INFO_MS);
    return () => clearTimeout(timer);
  }, [note]);
  return (
    <>
      <div className={classes['place']}>
        {note === undefined ? null : (
          <div
            key={note.id}
            role={note.tone === 'error' ? 'alert' : 'status'}
            className={classNames(classes['note'], note.tone === 'error' && classes['error'])}
          >
            <span>{note.text}</span>
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
