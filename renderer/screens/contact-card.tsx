import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';
import { parsePhoneNumber } from '../../shared/domain/phone-number.ts';
import type { RecordRow } from '../../shared/ipc/views.ts';
import { callMain } from '../api.ts';
import { useApp } from '../store/app-store.ts';
import { tellError } from '../store/feedback/actions.ts';
import { selectChannels, selectUser } from '../store/frame/selectors.ts';
import { joinParts } from '../words/person-words.ts';
import { CardForm, type CardTarget } from './card-form.tsx';
import { useFoundRecords } from './use-found-records.ts';
import classes from './contact-card.module.css';

type Typed = { readonly name: string; readonly phone: string; readonly email: string };

/** Somebody's card: a person of a record, or the consultant's own details; each can be changed before it goes out. */
export function ContactCard(target: CardTarget) {
  const [{ name, phone, email }, setTyped] = useState<Typed>({ name: '', phone: '', email: '' });
  const type = (change: Partial<Typed>) => setTyped({ name, phone, email, ...change });
  const user = useApp(selectUser);
  const ownNumber = useApp((state) => selectChannels(state)[0]?.phoneNumber ?? '');
  const number = parsePhoneNumber(phone);
  const isBadPhone = phone.trim() !== '' && number === undefined;
  const emails = email.trim() === '' ? [] : [email.trim()];
  const isWhole = name.trim() !== '' && !isBadPhone && (number !== undefined || emails.length > 0);
  const phones = number === undefined ? [] : [number.e164];
  const card = { type: 'contacts' as const, contacts: [{ name: name.trim(), phones, emails }] };
  return (
    <CardForm {...target} sendLabel="Send the card" card={isWhole ? card : undefined}>
      <RecordSearch onChoose={setTyped} />
      {user === undefined ? null : (
        <Button
          tone="link"
          className={classes['own']}
          onClick={() => setTyped({ name: user.displayName, phone: ownNumber, email: user.email })}
        >
          Use my own details
        </Button>
      )}
      <TextField label="Name" maxLength={200} value={name} onType={(typed) => type({ name: typed })} />
      <TextField
        label="Phone"
        hint={number === undefined ? undefined : `Sent as ${number.e164}`}
        problem={
          isBadPhone ? 'This is no phone number. Write it with its country code, such as +44.' : undefined
        }
        maxLength={40}
        value={phone}
        onType={(typed) => type({ phone: typed })}
      />
      <TextField label="Email" maxLength={200} value={email} onType={(typed) => type({ email: typed })} />
    </CardForm>
  );
}

const MOST = 5;

function RecordSearch({ onChoose }: { readonly onChoose: (typed: Typed) => void }) {
  const [query, setQuery] = useState('');
  const { rows = [] } = useFoundRecords(query, MOST);
  const choose = async ({ id, name }: RecordRow) => {
    try {
      const { record } = await callMain('records:get', { recordId: id });
      const [phone = ''] = record.phones.flatMap(({ e164 }) => e164 ?? []);
      onChoose({ name, phone, email: record.emails[0] ?? '' });
      setQuery('');
    } catch (error) {
      tellError(error);
    }
  };
  return (
    <div>
      <TextField
        label="Find a record"
        hint="Its name, number and email are filled in below."
        maxLength={200}
        spellCheck={false}
        value={query}
        onType={setQuery}
      />
      {query.trim() === '' ? null : (
        <ul className={classes['found']} aria-label="Records">
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" className={classes['row']} onClick={() => void choose(row)}>
                <span>{row.name}</span>
                <span className={classes['about']}>{joinParts(row.jobTitle, row.company)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
