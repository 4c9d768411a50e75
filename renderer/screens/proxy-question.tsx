import { Dialog } from '@base-ui/react/dialog';
import { type RefObject, type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import { explainError } from '../api.ts';
import { Button } from '../components/button.tsx';
import classes from '../components/confirm-dialog.module.css';
import { TextField } from '../components/text-field.tsx';
import { useApp } from '../store/app-store.ts';
import { dismissProxyQuestion, giveProxyPassword } from '../store/network/actions.ts';

/** Asks for the name and password that the network's proxy wants, while it wants them. */
export function ProxyQuestion() {
  const question = useApp((state) => state.frame.snapshot?.proxyQuestion);
  // Words and fields stay while it closes: a wrong password is told in the same dialog, and only that is typed again.
  const [last, setLast] = useState(question);
  if (question !== undefined && question.id !== last?.id) setLast(question);
  const [name, setName] = useState('');
  // The dialog that opens looks for it a frame later, and must not take another.
  const field = useRef<HTMLInputElement>(null);
  const asked = question?.id;
  useEffect(() => {
    if (asked !== undefined) field.current?.focus();
  }, [asked]);
  return (
    <Dialog.Root
      open={question !== undefined}
      onOpenChange={(isOpen) => (isOpen ? undefined : void dismissProxyQuestion())}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={classes['scrim']} />
        <Dialog.Popup className={classes['popup']} initialFocus={field}>
          {last === undefined ? null : (
            <ProxyForm
              proxy={last.proxy}
              wasRefused={last.wasRefused}
              field={field}
              name={name}
              onName={setName}
            />
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type ProxyFormProps = {
  readonly proxy: string;
  readonly wasRefused: boolean;
  /** Set to what is to be typed next. */
  readonly field: RefObject<HTMLInputElement | null>;
  readonly name: string;
  readonly onName: (name: string) => void;
};

function ProxyForm({ proxy, wasRefused, field, name, onName }: ProxyFormProps) {
  const formId = useId();
  const isNameKnown = wasRefused && name !== '';
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const shown = failure ?? (wasRefused ? REFUSED : undefined);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    setFailure(name === '' ? 'Enter the name that you use for this network.' : undefined);
    if (name === '') return;
    giveProxyPassword(name, password).then(
      () => setPassword(''),
      (error: unknown) => setFailure(explainError(error)),
    );
  };
  return (
    <>
      <Dialog.Title className={classes['title']}>Your network asks for a password</Dialog.Title>
      <Dialog.Description className={classes['text']}>
        The proxy <strong>{proxy}</strong> of this network lets nothing through before you sign in to it. It
        is not part of Colleague: use the name and password that you use for the web here. They are kept until
        you quit, and never stored.
      </Dialog.Description>
      <form id={formId} className={classes['fields']} onSubmit={onSubmit} noValidate>
        <TextField
          label="Name for the proxy"
          autoComplete="off"
          spellCheck={false}
          maxLength={256}
          ref={isNameKnown ? null : field}
          value={name}
          onType={onName}
        />
        <TextField
          label="Password for the proxy"
          type="password"
          autoComplete="off"
          maxLength={1_024}
          ref={isNameKnown ? field : null}
          value={password}
          onType={setPassword}
        />
      </form>
      {shown === undefined ? null : (
        <p className={classes['failure']} role="alert">
          {shown}
        </p>
      )}
      <div className={classes['actions']}>
        <Dialog.Close render={<Button>Not now</Button>} />
        <Button tone="primary" type="submit" form={formId}>
          Sign in to the proxy
        </Button>
      </div>
    </>
  );
}

const REFUSED = 'The proxy did not accept that name and password. Try again.';
