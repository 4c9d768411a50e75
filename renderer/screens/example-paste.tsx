import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../components/button.tsx';
import field from '../components/text-field.module.css';
import type { ExampleFindings } from '../../shared/ipc/number-views.ts';
import { useApp } from '../store/app-store.ts';
import { readExample } from '../store/settings/actions.ts';
import type { NumberKind } from '../store/settings/state.ts';
import classes from './settings-page.module.css';

/** Meta's example API text, pasted whole: the ids are read out of it, the token stays in the main process. */
export function ExamplePaste({ kind }: { readonly kind: NumberKind }) {
  const id = useId();
  const [text, setText] = useState('');
  const busy = useApp((state) => state.settings[kind].busy);
  const findings = useApp((state) => state.settings[kind].findings);
  const read = async () => {
    // The example holds a token: it leaves the box as soon as main has read it.
    if (await readExample(kind, text)) setText('');
  };
  return (
    <div className={classes['section']}>
      <div className={field['field']}>
        <label htmlFor={id}>
          <h3>Paste the example API text</h3>
        </label>
        <p className={field['hint']} id={`${id}-hint`}>
          At Meta, under WhatsApp → API Setup, copy the example command and paste it here. It fills the fields
          below.
        </p>
        <textarea
          id={id}
          className={field['input']}
          aria-describedby={`${id}-hint`}
          spellCheck={false}
          autoComplete="off"
          placeholder="curl -i -X POST https://graph.facebook.com/…"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className={classes['actions']}>
        <Button onClick={() => void read()} disabled={text.trim() === '' || busy !== undefined}>
          {busy === 'reading' ? 'Reading…' : 'Read the example'}
        </Button>
      </div>
      {findings === undefined ? null : <Findings findings={findings} />}
    </div>
  );
}

function Findings({ findings }: { readonly findings: ExampleFindings }) {
  const token = findings.hasToken ? `ending in …${findings.tokenLast4 ?? ''}` : undefined;
  return (
    <ul className={classes['findings']} aria-label="Found in the example" role="status">
      <Finding name="Graph version" value={findings.graphVersion} />
      <Finding name="Phone number id" value={findings.phoneNumberId} />
      <Finding name="WhatsApp Business Account id" value={findings.wabaId} />
      <Finding name="Access token" value={token} />
      {findings.testRecipient === undefined ? null : (
        <Finding name="Test recipient" value={findings.testRecipient} />
      )}
      {findings.warnings.map((warning) => (
        <li key={warning}>
          <TriangleAlert size="0.9375rem" className={classes['warning']} aria-hidden />
          <span>{warning}</span>
        </li>
      ))}
    </ul>
  );
}

function Finding({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  return (
    <li>
      {value === undefined ? (
        <CircleDashed size="0.9375rem" aria-hidden />
      ) : (
        <CircleCheck size="0.9375rem" className={classes['ok']} aria-hidden />
      )}
      <span>
        {name}: {value === undefined ? 'not in the example' : <strong>{value}</strong>}
      </span>
    </li>
  );
}
