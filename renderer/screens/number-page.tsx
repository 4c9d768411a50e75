import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { CheckSteps } from '../components/check-steps.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { FailureNote } from '../components/state-note.tsx';
import { useApp } from '../store/app-store.ts';
import { checkNumber, loadNumber, removeNumber } from '../store/settings/actions.ts';
import type { NumberKind } from '../store/settings/state.ts';
import { formatAgo } from '../words/time-words.ts';
import { ExamplePaste } from './example-paste.tsx';
import { NumberForm } from './number-form.tsx';
import classes from './settings-page.module.css';

const WORDS = {
  own: {
    title: 'WhatsApp: your own number',
    lead: 'With a number of your own, conversations that you begin come from you. The token is kept on this desktop, encrypted, and is never shown again.',
    remove: 'Remove my number',
    consequence:
      'The token is deleted and you can no longer send from this number here. Conversations and history stay.',
  },
  company: {
    title: 'WhatsApp: the company’s number',
    lead: 'Everybody in the agency can send from it. The token is kept on the agency’s relay, encrypted, never leaves it, and is never shown again.',
    remove: 'Remove the company’s number',
    consequence:
      'The token is deleted and nobody in the agency can send from this number any more. Conversations and history stay.',
  },
} as const satisfies Record<NumberKind, unknown>;

/** A WhatsApp number in the User Settings (own) or the Global Settings (company): stored, pasted, typed, checked. */
export function NumberPage({ kind }: { readonly kind: NumberKind }) {
  const phase = useApp((state) => state.settings[kind].phase);
  const failure = useApp((state) => state.settings[kind].failure);
  const result = useApp((state) => state.settings[kind].result);
  useEffect(() => void loadNumber(kind), [kind]);
  if (phase === 'failed') {
    return (
      <FailureNote
        title="The settings could not be loaded"
        text={failure ?? ''}
        onRetry={() => void loadNumber(kind)}
      />
    );
  }
  if (phase !== 'ready') return <Skeleton label="Loading the settings" />;
  return (
    <>
      <header>
        <h2 className={classes['title']}>{WORDS[kind].title}</h2>
        <p className={classes['lead']}>{WORDS[kind].lead}</p>
      </header>
      <StoredNumber kind={kind} />
      <ExamplePaste kind={kind} />
      <NumberForm kind={kind} />
      {result === undefined ? null : <CheckSteps result={result} />}
    </>
  );
}

/** What is stored now, with checking and removing. */
function StoredNumber({ kind }: { readonly kind: NumberKind }) {
  const stored = useApp((state) => state.settings[kind].stored);
  const busy = useApp((state) => state.settings[kind].busy);
  const now = useApp((state) => state.now);
  const [isAsking, setIsAsking] = useState(false);
  if (stored === undefined) return null;
  const name = stored.phoneNumber === '' ? `Number ${stored.phoneNumberId}` : stored.phoneNumber;
  return (
    <div className={classes['section']}>
      <div className={classes['actions']}>
        <div>
          <h3>{name}</h3>
          <p className={classes['step-detail']}>
            {stored.checkedAt === undefined
              ? 'Not checked yet'
              : `Checked ${formatAgo(stored.checkedAt, now)}`}
          </p>
        </div>
        <span className={classes['spring']} />
        <Button onClick={() => void checkNumber(kind)} disabled={busy !== undefined}>
          {busy === 'checking' ? 'Checking…' : 'Check now'}
        </Button>
        {stored.isFromRelay ? null : (
          <Button onClick={() => setIsAsking(true)} disabled={busy !== undefined}>
            Remove…
          </Button>
        )}
      </div>
      {stored.problem === undefined ? null : <Caution>{stored.problem}</Caution>}
      {stored.isFromRelay ? (
        <Caution>
          This number stands in the relay’s own configuration. What you save here counts instead of it.
        </Caution>
      ) : null}
      {stored.isTokenKept ? null : (
        <Caution>
          This computer has no keychain that the app may use, so the token lasts only until you quit. You will
          be asked for it again.
        </Caution>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={`Remove ${name}?`}
        confirmLabel={WORDS[kind].remove}
        isDangerous
        onClose={() => setIsAsking(false)}
        onConfirm={() => void removeNumber(kind)}
      >
        {WORDS[kind].consequence}
      </ConfirmDialog>
    </div>
  );
}

function Caution({ children }: { readonly children: ReactNode }) {
  return (
    <div className={classes['caution']} role="status">
      <TriangleAlert size="0.9375rem" aria-hidden />
      <p>{children}</p>
    </div>
  );
}
