import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Choice } from '../components/choice.tsx';
import { TextField } from '../components/text-field.tsx';
import type { Role } from '../../shared/protocol/admin.ts';
import { addUser } from '../store/administration/actions.ts';
import { useApp } from '../store/app-store.ts';
import settings from './settings-page.module.css';
import classes from './users-page.module.css';

const ROLES = [
  { value: 'consultant', label: 'Consultant' },
  { value: 'administrator', label: 'Administrator' },
] as const;

/** Somebody new. What was typed stays until the relay has taken it. */
export function NewUserForm({ onClose }: { readonly onClose: () => void }) {
  const isBusy = useApp((state) => state.administration.isBusy);
  const [displayName, setDisplayName] = useState('');
  const [username, setUsername] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('consultant');
  const roleId = useId();
  const firstField = useRef<HTMLInputElement>(null);
  useEffect(() => firstField.current?.focus(), []);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (await addUser({ displayName, username, email, role })) onClose();
  };
  const isMissing = displayName.trim() === '' || username.trim() === '';
  return (
    <form
      className={settings['section']}
      aria-label="Add a user"
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <h3>Add a user</h3>
      <div className={settings['grid']}>
        <TextField
          label="Name"
          placeholder="Alex Carter"
          ref={firstField}
          value={displayName}
          onType={setDisplayName}
        />
        <TextField
          label="Username"
          placeholder="alex"
          hint="As in your CRM; letters, digits and . _ - @"
          spellCheck={false}
          value={username}
          onType={setUsername}
        />
        <TextField
          label="Email (optional)"
          placeholder="alex.carter@your-agency.co.uk"
          inputMode="email"
          spellCheck={false}
          value={email}
          onType={setEmail}
        />
        <div className={classes['field']}>
          <label htmlFor={roleId}>Role</label>
          <Choice
            id={roleId}
            describedBy={`${roleId}-hint`}
            value={role}
            options={ROLES}
            onChoose={setRole}
          />
          <p id={`${roleId}-hint`}>
            Administrators change these settings. They see no more conversations than others.
          </p>
        </div>
      </div>
      <div className={settings['actions']}>
        <Button type="submit" tone="primary" disabled={isBusy || isMissing}>
          Add {displayName.trim() === '' ? 'the user' : displayName.trim()}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
