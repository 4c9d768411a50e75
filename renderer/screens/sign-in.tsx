import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';
import { AppError } from '../../shared/domain/app-error.ts';
import { explainError } from '../api.ts';
import { useApp } from '../store/app-store.ts';
import { signIn } from '../store/frame/actions.ts';
import { selectManaged } from '../store/frame/selectors.ts';
import { type Link, LinkQuestion } from './link-question.tsx';
import { Notices } from './notices.tsx';
import { UpdateNow } from './update-now.tsx';
import classes from './sign-in.module.css';

/** Connects this desktop to the agency's relay with a code from the administrator. */
export function SignIn() {
  const version = useApp((state) => state.frame.snapshot?.appVersion ?? '');
  const connection = useApp((state) => state.frame.connection);
  const managed = useApp(selectManaged);
  const [typedUrl, setTypedUrl] = useState('');
  const relayUrl = managed.relayUrl ?? typedUrl;
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const [isTooOld, setTooOld] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const firstField = useRef<HTMLInputElement>(null);
  useEffect(() => firstField.current?.focus(), []);

  const submit = async (address: string, secret: string) => {
    setIsBusy(true);
    setFailure(undefined);
    setTooOld(false);
    try {
      await signIn(address, secret);
    } catch (error) {
      setFailure(explainError(error));
      setTooOld(error instanceof AppError && error.code === 'app-too-old');
    } finally {
      setIsBusy(false);
    }
  };
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const missing = findMissing(relayUrl, code);
    if (missing === undefined) void submit(relayUrl, code);
    else setFailure(missing);
  };
  const followLink = (link: Link) => {
    setTypedUrl(link.relayUrl);
    setCode(link.code);
    void submit(link.relayUrl, link.code);
  };
  return (
    <div className={classes['page']}>
      <LinkQuestion onAgreed={followLink} />
      <form className={classes['card']} aria-label="Sign in" onSubmit={onSubmit} noValidate>
        <div>
          <h1 className={classes['title']}>Sign in to Colleague</h1>
          <p className={classes['lead']}>
            {managed.relayUrl === undefined
              ? 'Your administrator gives you the address and a code that works once.'
              : `Enter the code that your administrator gave you${managed.agencyName === undefined ? '' : ` for ${managed.agencyName}`}. It works once.`}
          </p>
        </div>
        <Notices />
        {connection.state === 'refused' ? <p className={classes['reason']}>{connection.reason}</p> : null}
        <TextField
          label="Relay address"
          placeholder="https://relay.your-agency.co.uk"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          ref={managed.relayUrl === undefined ? firstField : null}
          value={relayUrl}
          readOnly={managed.relayUrl !== undefined}
          hint={managed.relayUrl === undefined ? undefined : 'Set by your administrator.'}
          disabled={isBusy}
          onType={setTypedUrl}
        />
        <TextField
          label="Sign-in code"
          autoComplete="one-time-code"
          ref={managed.relayUrl === undefined ? null : firstField}
          spellCheck={false}
          value={code}
          disabled={isBusy}
          onType={setCode}
        />
        {failure === undefined ? null : (
          <p className={classes['failure']} role="alert">
            {failure}
          </p>
        )}
        {isTooOld ? <UpdateNow /> : null}
        <Button type="submit" tone="primary" disabled={isBusy}>
          {isBusy ? 'Signing in…' : 'Sign in'}
        </Button>
        <p className={classes['version']}>{version === '' ? null : `Version ${version}`}</p>
      </form>
    </div>
  );
}

function findMissing(relayUrl: string, code: string): string | undefined {
  if (relayUrl.trim() === '') return 'Enter the address of your agency’s relay.';
  if (code.trim() === '') return 'Enter the code that your administrator gave you.';
  return undefined;
}
