import { CircleAlert, CircleCheck, Copy, LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { CheckSteps } from '../components/check-steps.tsx';
import { Choice } from '../components/choice.tsx';
import { useApp } from '../store/app-store.ts';
import { copyText } from '../store/feedback/actions.ts';
import { loadWebhook } from '../store/guide/actions.ts';
import { openSettings, setOverlay } from '../store/navigation/actions.ts';
import { STARTER_FOOTER, STARTER_TEMPLATES } from '../words/starter-templates.ts';
import { formatAgo } from '../words/time-words.ts';
import { ExamplePaste } from './example-paste.tsx';
import { NumberForm } from './number-form.tsx';
import classes from './guide-page.module.css';

/** The company's number: pasted, typed, checked at Meta at once. */
export function GuideDetails() {
  const result = useApp((state) => state.settings.company.result);
  return (
    <>
      <ExamplePaste kind="company" />
      <NumberForm kind="company" />
      {result === undefined ? null : <CheckSteps result={result} />}
    </>
  );
}

const LOOK_MS = 2_000;

/** Callback URL and verify token to copy, and whether Meta's question has come: looked at while the step is open. */
export function GuideWebhook() {
  const webhook = useApp((state) => state.guide.webhook);
  useEffect(() => {
    const timer = setInterval(() => void loadWebhook(), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  if (webhook === undefined) return null;
  return (
    <>
      <CopyLine label="Callback URL" value={webhook.callbackUrl} />
      {webhook.verifyToken === undefined ? null : (
        <CopyLine label="Verify token" value={webhook.verifyToken} />
      )}
      {webhook.callbackUrl.startsWith('https://') ? null : (
        <p className={classes['problem']}>
          Meta reaches only addresses with https. Ask whoever runs the relay to set RELAY_PUBLIC_URL.
        </p>
      )}
      <Challenge />
    </>
  );
}

function Challenge() {
  const webhook = useApp((state) => state.guide.webhook);
  const now = useApp((state) => state.now);
  const { challengedAt, wrongTokenAt } = webhook ?? {};
  if (wrongTokenAt !== undefined && wrongTokenAt > (challengedAt ?? 0)) {
    return (
      <p className={classes['problem']} role="status">
        <CircleAlert size="1rem" aria-hidden />
        Meta asked {formatAgo(wrongTokenAt, now)} with another verify token. Copy the one above.
      </p>
    );
  }
  if (challengedAt !== undefined) {
    return (
      <p className={classes['good']} role="status">
        <CircleCheck size="1rem" aria-hidden />
        Meta has verified the callback {formatAgo(challengedAt, now)}.
      </p>
    );
  }
  return (
    <p className={classes['waiting']} role="status">
      <LoaderCircle size="1rem" aria-hidden className={classes['turning']} />
      Waiting for Meta. This changes by itself when you press Verify and save there.
    </p>
  );
}

type CopyLineProps = { readonly label: string; readonly value: string };

function CopyLine({ label, value }: CopyLineProps) {
  return (
    <div className={classes['copy-line']}>
      <div className={classes['copy-words']}>
        <span className={classes['copy-label']}>{label}</span>
        <span data-selectable="" className={classes['copy-value']}>
          {value}
        </span>
      </div>
      <Button aria-label={`Copy ${label}`} onClick={() => void copyText(value, label)}>
        <Copy size="0.875rem" aria-hidden />
        Copy
      </Button>
    </div>
  );
}

const OPTIONS = STARTER_TEMPLATES.map(({ name, header }) => ({ value: name, label: header }));

/** The six starters, to be copied part by part into Meta's form. */
export function GuideTemplates() {
  const [chosen, setChosen] = useState(OPTIONS[0]?.value ?? '');
  const template = STARTER_TEMPLATES.find(({ name }) => name === chosen);
  if (template === undefined) return null;
  return (
    <>
      <Choice label="Starter template" value={chosen} options={OPTIONS} onChoose={setChosen} />
      <CopyLine label="Name" value={template.name} />
      <CopyLine label="Header" value={template.header} />
      <CopyLine label="Body" value={template.body} />
      <CopyLine label="Footer" value={STARTER_FOOTER} />
      {template.samples.map((sample, index) => (
        <CopyLine key={sample} label={`Sample of {{${index + 1}}}`} value={sample} />
      ))}
      <div>
        <Button tone="link" onClick={() => openSettings('templates')}>
          See which templates Meta has approved
        </Button>
      </div>
    </>
  );
}

export function GuideFirstMessage() {
  return (
    <div>
      <Button onClick={() => setOverlay('switcher')}>Find my own record…</Button>
    </div>
  );
}
