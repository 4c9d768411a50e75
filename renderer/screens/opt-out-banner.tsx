import { Ban } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import type { RecordDetails } from '../../shared/ipc/views.ts';
import { formatPhoneNumber } from '../../shared/domain/phone-number.ts';
import { useApp } from '../store/app-store.ts';
import { liftOptOut } from '../store/record/actions.ts';
import { formatMoment } from '../words/time-words.ts';
import classes from './record-page.module.css';

/** Says that the person asked not to be messaged, for each number that did, and offers to lift it. */
export function OptOutBanner({ details }: { readonly details: RecordDetails }) {
  const now = useApp((state) => state.now);
  const [askingFor, setAskingFor] = useState<string | undefined>(undefined);
  const people = [
    ...details.people.map((person) => ({ ...person, place: formatPhoneNumber(person.e164) })),
    ...details.linkedPeople.map((person) => ({ ...person, place: person.name })),
  ];
  const optedOut = people.filter((person) => person.hasOptedOut);
  return (
    <>
      {optedOut.map((person) => (
        <div key={person.personKey} className={classes['opt-out']} role="status">
          <Ban size="0.9375rem" aria-hidden />
          <p>
            Asked not to be messaged
            {person.optedOutAt === undefined ? '' : ` (${formatMoment(person.optedOutAt, now)})`}
            {people.length > 1 ? ` on ${person.place}` : ''}. No template can be sent.
          </p>
          <Button tone="quiet" onClick={() => setAskingFor(person.personKey)}>
            Lift…
          </Button>
          <ConfirmDialog
            isOpen={askingFor === person.personKey}
            title={`Lift the opt-out of ${details.name}?`}
            confirmLabel="Lift the opt-out"
            onClose={() => setAskingFor(undefined)}
            onConfirm={() => void liftOptOut(person.personKey)}
          >
            Do this only if {details.name} has told you that they want to hear from your agency again. It
            applies to all colleagues and is kept in the history.
          </ConfirmDialog>
        </div>
      ))}
    </>
  );
}
