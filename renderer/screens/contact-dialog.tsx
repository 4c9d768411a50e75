import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { CardDialog, CardForm } from '../components/card-dialog.tsx';
import { TextField } from '../components/text-field.tsx';
import type { ConversationId } from '../../shared/domain/ids.ts';
import { parsePhoneNumber } from '../../shared/domain/phone-number.ts';
import type { RecordRow } from '../../shared/ipc/views.ts';
import { callMain, explainError } from '../api.ts';
import { useApp } from '../store/app-store.ts';
import { sendCard } from '../store/chat/actions.ts';
import { tellError } from '../store/feedback/actions.ts';
import { selectChannels, selectUser } from '../store/frame/selectors.ts';
import { joinParts } from '../words/person-words.ts';
import { useFoundRecords } from './use-found-records.ts';
import classes from './contact-dialog.module.css';

type ContactDialogProps = {
  readonly isOpen: boolean;
  readonly conversationId: ConversationId;
  readonly onClose: () => void;
};

/** Sends somebody's card: a person of a record, or the consultant's own details; each can be changed before it goes out. */
export function ContactDialog({ isOpen, conversationId, onClose }: ContactDialogProps) {
  return (
    <CardDialog isOpen={isOpen} title="Send a contact card" onClose={onClose}>
      <Fields conversationId={conversationId} onClose={onClose} />
    </CardDialog>
  );
}

function Fields({ conversationId, onClose }: Omit<ContactDialogProps, 'isOpen'>) {
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [email, setEmail] = useState('');
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const user = useApp(selectUser);
  const ownNumber = useApp((state) => selectChannels(state)[0]?.phoneNumber ?? '');
  const fill = (card: { readonly name: string; readonly phone: string; readonly email: string }) => {
    setName(card.name);
    setPhone(card.phone);
    setEmail(card.email);
  };
  const number = parsePhoneNumber(phone);
  const isBadPhone = phone.trim() !== '' && number === undefined;
  const hasWay = number !== undefined || email.trim() !== '';
  const send = async () => {
    const contact = {
      name: name.trim(),
      phones: number === undefined ? [] : [number.e164],
      emails: email.trim() === '' ? [] : [email.trim()],
    };
    try {
      await sendCard(conversationId, { type: 'contacts', contacts: [contact] });
      return true;
    } catch (error) {
      setFailure(explainError(error));
      return false;
    }
  };
  return (
    <CardForm
      sendLabel="Send the card"
      canSend={name.trim() !== '' && hasWay && !isBadPhone}
      failure={failure}
      onSend={send}
      onClose={onClose}
    >
      <RecordSearch onChoose={fill} />
      {user === undefined ? null : (
        <Button
          tone="link"
          onClick={() => fill({ name: user.displayName, phone: ownNumber, email: user.email })}
        >
          Use my own details
        </Button>
      )}
      <TextField label="Name" maxLength={200} value={name} onType={setName} />
      <TextField
        label="Phone"
        hint={number === undefined ? undefined : `Sent as ${number.e164}`}
        problem={
          isBadPhone ? 'This is no phone number. Write it with its country code, such as +44.' : undefined
        }
        maxLength={40}
        value={phone}
        onType={setPhone}
      />
      <TextField label="Email" maxLength={200} value={email} onType={setEmail} />
    </CardForm>
  );
}

type RecordSearchProps = {
  readonly onChoose: (card: {
    readonly name: string;
    readonly phone: string;
    readonly email: string;
  }) => void;
};

const MOST = 5;

function RecordSearch({ onChoose }: RecordSearchProps) {
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
