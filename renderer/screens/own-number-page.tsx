import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { CheckSteps } from '../components/check-steps.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { FailureNote } from '../components/state-note.tsx';
import { useApp } from '../store/app-store.ts';
import { checkOwnNumber, loadOwnNumber, removeOwnNumber } from '../store/settings/actions.ts';
import { formatAgo } from '../words/time-words.ts';
import { ExamplePaste } from './example-paste.tsx';
import { OwnNumberForm } from './own-number-form.tsx';
import classes from './settings-page.module.css';

/** User Settings: the number of the signed-in user's own. */
export function OwnNumberPage() {
  const phase = useApp((state) => state.settings.phase);
  const failure = useApp((state) => state.settings.failure);
  const result = useApp((state) => state.settings.result);
  useEffect(() => void loadOwnNumber(), []);
  if (phase === 'failed') {
    return (
      <FailureNote
        title="The settings could not be loaded"
        text={failure ?? ''}
        onRetry={() => void loadOwnNumber()}
      />
    );
  }
  if (phase !== 'ready') return <Skeleton label="Loading the settings" />;
  return (
    <>
      <header>
        <h2 className={classes['title']}>WhatsApp: your own number</h2>
        <p className={classes['lead']}>
          With a number of your own, conversations that you begin come from you. The token is kept on this
          desktop, encrypted, and is never shown again.
        </p>
      </header>
      <StoredNumber />
      <ExamplePaste />
      <OwnNumberForm />
      {result === undefined ? null : <CheckSteps result={result} />}
    </>
  );
}

/** What is stored now, with checking and removing. */
function StoredNumber() {
  const ownNumber = useApp((state) => state.settings.ownNumber);
  const busy = useApp((state) => state.settings.busy);
  const now = useApp((state) => state.now);
  const [isAsking, setIsAsking] = useState(false);
  if (ownNumber === undefined) return null;
  return (
    <div className={classes['section']}>
      <div className={classes['actions']}>
        <div>
          <h3>{ownNumber.phoneNumber}</h3>
          <p className={classes['step-detail']}>
            {ownNumber.checkedAt === undefined
              ? 'Not checked yet'
              : `Checked ${formatAgo(ownNumber.checkedAt, now)}`}
          </p>
        </div>
        <span className={classes['spring']} />
        <Button onClick={() => void checkOwnNumber()} disabled={busy !== undefined}>
          {busy === 'checking' ? 'Checking…' : 'Check now'}
        </Button>
        <Button onClick={() => setIsAsking(true)} disabled={busy !== undefined}>
          Remove…
        </Button>
      </div>
      {ownNumber.isTokenKept ? null : (
        <div className={classes['caution']} role="status">
          <TriangleAlert size="0.9375rem" aria-hidden />
          <p>
            This computer has no keychain that the app may use, so the token lasts only until you quit. You
            will be asked for it again.
          </p>
        </div>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={`Remove ${ownNumber.phoneNumber}?`}
        confirmLabel="Remove my number"
        isDangerous
        onClose={() => setIsAsking(false)}
        onConfirm={() => void removeOwnNumber()}
      >
        The token is deleted and you can no longer send from this number here. Conversations and history stay.
      </ConfirmDialog>
    </div>
  );
}
