import { type SubmitEvent, useState } from 'react';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';
import { useApp } from '../store/app-store.ts';
import { editField, saveNumber } from '../store/settings/actions.ts';
import type { NumberKind } from '../store/settings/state.ts';
import classes from './settings-page.module.css';

const NAMES = { own: 'Your own number', company: 'The company’s number' } as const;

/** The fields of a number. The token can be written, never read back. */
export function NumberForm({ kind }: { readonly kind: NumberKind }) {
  const form = useApp((state) => state.settings[kind].form);
  const stored = useApp((state) => state.settings[kind].stored);
  const findings = useApp((state) => state.settings[kind].findings);
  const busy = useApp((state) => state.settings[kind].busy);
  const failure = useApp((state) => state.settings[kind].formFailure);
  const [token, setToken] = useState('');
  const save = async () => {
    if (await saveNumber(kind, token)) setToken('');
  };
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void save();
  };
  return (
    <form className={classes['section']} aria-label={NAMES[kind]} onSubmit={onSubmit} noValidate>
      <h3>Details of the number</h3>
      <div className={classes['grid']}>
        <TextField
          label="Mobile number"
          inputMode="tel"
          autoComplete="off"
          placeholder="07700 900123"
          value={form.phoneNumber}
          onType={(value) => editField(kind, 'phoneNumber', value)}
        />
        <TextField
          label="Graph version"
          placeholder="v26.0"
          spellCheck={false}
          autoComplete="off"
          value={form.graphVersion}
          onType={(value) => editField(kind, 'graphVersion', value)}
        />
        <TextField
          label="WhatsApp Business Account id"
          inputMode="numeric"
          autoComplete="off"
          value={form.wabaId}
          onType={(value) => editField(kind, 'wabaId', value)}
        />
        <TextField
          label="Phone number id"
          inputMode="numeric"
          autoComplete="off"
          value={form.phoneNumberId}
          onType={(value) => editField(kind, 'phoneNumberId', value)}
        />
        <div className={classes['wide']}>
          <TextField
            label="System user access token"
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={token}
            hint={explainToken(
              findings?.hasToken === true ? findings.tokenLast4 : undefined,
              stored?.hasToken === true ? stored.tokenLast4 : undefined,
            )}
            onType={setToken}
          />
        </div>
      </div>
      {failure === undefined ? null : (
        <p className={classes['failure']} role="alert">
          {failure}
        </p>
      )}
      <div className={classes['actions']}>
        <Button type="submit" tone="primary" disabled={busy !== undefined}>
          {busy === 'saving' ? 'Saving and checking…' : 'Save and check'}
        </Button>
      </div>
    </form>
  );
}

/** Where the token comes from if the field stays empty. */
function explainToken(fromExample: string | undefined, stored: string | undefined): string {
  if (fromExample !== undefined) return `The token ending in …${fromExample} from the example will be used.`;
  if (stored !== undefined) return `A token ending in …${stored} is stored. Leave this empty to keep it.`;
  return 'Made in Meta’s Business settings for a system user. It is shown to nobody again.';
}
