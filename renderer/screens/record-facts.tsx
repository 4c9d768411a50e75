import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { formatPhoneNumber } from '../../shared/domain/phone-number.ts';
import type { RecordPhone } from '../../shared/domain/record.ts';
import type { RecordDetails } from '../../shared/ipc/views.ts';
import { useApp } from '../store/app-store.ts';
import { openRecord } from '../store/navigation/actions.ts';
import { unlinkFromRecord } from '../store/record/actions.ts';
import { joinParts } from '../words/person-words.ts';
import { formatFullTime, formatListTime } from '../words/time-words.ts';
import classes from './record-page.module.css';

/** The record as the CRM describes it. */
export function RecordFacts() {
  const details = useApp((state) => state.record.details);
  const now = useApp((state) => state.now);
  if (details === undefined) return null;
  const { record } = details;
  return (
    <dl className={classes['details']} data-selectable="">
      <dt>Phones</dt>
      <dd>
        {record.phones.length === 0 ? <p className={classes['quiet']}>None</p> : null}
        {record.phones.map((phone, index) => (
          <Phone key={index} phone={phone} details={details} />
        ))}
      </dd>
      {details.linkedPeople.length === 0 ? null : (
        <>
          <dt>WhatsApp</dt>
          <dd>
            {details.linkedPeople.map((person) => (
              <LinkedPerson key={person.personKey} person={person} details={details} />
            ))}
          </dd>
        </>
      )}
      <dt>Emails</dt>
      <dd>
        {record.emails.length === 0 ? <p className={classes['quiet']}>None</p> : null}
        {record.emails.map((email, index) => (
          <p key={email}>
            {email}{' '}
            {index === 0 && record.emails.length > 1 ? (
              <span className={classes['quiet']}>Primary</span>
            ) : null}
          </p>
        ))}
      </dd>
      <Fact name="Known as" value={record.knownAs} />
      <Fact name="Full name" value={[record.firstName, record.lastName].filter(Boolean).join(' ')} />
      <Fact name="Job" value={record.jobTitle} />
      <Fact name="Company" value={record.company} />
      <Fact name="Location" value={record.location} />
      <Fact name="Status" value={record.status} />
      <dt>Updated</dt>
      <dd className={classes['number']} title={formatFullTime(record.updatedAt)}>
        {formatListTime(record.updatedAt, now)} <span className={classes['quiet']}>by the CRM</span>
      </dd>
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value === '' ? <span className={classes['quiet']}>–</span> : value}</dd>
    </>
  );
}

type LinkedPersonProps = {
  readonly person: RecordDetails['linkedPeople'][number];
  readonly details: RecordDetails;
};

/** Somebody whom a colleague put on this record, since no number of it finds them. */
function LinkedPerson({ person, details }: LinkedPersonProps) {
  const [isAsking, setIsAsking] = useState(false);
  const { conversationId } = person;
  return (
    <div>
      <p>
        <bdi>{person.name}</bdi> <span className={classes['quiet']}>linked by your agency</span>
      </p>
      {conversationId === undefined ? null : (
        <>
          <Button tone="link" onClick={() => setIsAsking(true)}>
            Take off this record…
          </Button>
          <ConfirmDialog
            isOpen={isAsking}
            title={`Take ${person.name} off the record of ${details.name}?`}
            confirmLabel="Take off this record"
            onClose={() => setIsAsking(false)}
            onConfirm={() => void unlinkFromRecord(conversationId, details.record.id)}
          >
            The conversation stays, in the Inbox, and leaves the history of this record for all colleagues. It
            can be linked again.
          </ConfirmDialog>
        </>
      )}
    </div>
  );
}

type PhoneProps = { readonly phone: RecordPhone; readonly details: RecordDetails };

function Phone({ phone, details }: PhoneProps) {
  const { e164 } = phone;
  if (e164 === undefined) {
    return (
      <div>
        <p>
          {phone.raw} <span className={classes['quiet']}>{phone.label}</span>
        </p>
        <p className={classes['problem']}>Cannot be read as a phone number. Correct it in the CRM.</p>
      </div>
    );
  }
  const shared = details.people.find((person) => person.e164 === e164)?.sharedWith ?? [];
  return (
    <div>
      <p className={classes['number']}>
        {formatPhoneNumber(e164)} <span className={classes['quiet']}>{joinParts(phone.label)}</span>
      </p>
      {shared.length === 0 ? null : (
        <p className={classes['shared']}>
          Also on{' '}
          {shared.map(({ recordId, name }) => (
            <Button key={recordId} tone="link" onClick={() => openRecord(recordId)}>
              {name}
            </Button>
          ))}
        </p>
      )}
    </div>
  );
}
