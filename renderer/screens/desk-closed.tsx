import { useState } from 'react';
import { Button } from '../components/button.tsx';
import type { Snapshot } from '../../shared/ipc/views.ts';
import { dismissNotice, openAgain } from '../store/frame/actions.ts';
import classes from './sign-in.module.css';

type Notice = Snapshot['notices'][number];

/** Why what a signed-in user has here can be closed to them: the heading, and what gets it open. */
const REASONS: Readonly<Record<string, { readonly title: string; readonly canSignInAnew: boolean }>> = {
  'keychain-locked': { title: 'The keychain of this computer is locked', canSignInAnew: true },
  'disk-full': { title: 'The disk of this computer is full', canSignInAnew: false },
  'cache-from-future': { title: 'This version is too old for what is stored here', canSignInAnew: false },
  'cache-unavailable': { title: 'What is stored here cannot be opened', canSignInAnew: false },
};

/** The notice that stands in the place of signing in, if there is one. */
export function findClosed(notices: readonly Notice[]): Notice | undefined {
  return notices.find(({ id }) => Object.hasOwn(REASONS, id));
}

/** In place of signing in: the user has signed in, and something keeps what they have here shut. */
export function DeskClosed({ notice }: { readonly notice: Notice }) {
  const [isBusy, setIsBusy] = useState(false);
  const [isStillClosed, setIsStillClosed] = useState(false);
  const reason = REASONS[notice.id];
  const tryAgain = async () => {
    setIsBusy(true);
    setIsStillClosed(!(await openAgain()));
    setIsBusy(false);
  };
  return (
    <main className={classes['page']}>
      <div className={classes['card']}>
        <div>
          <h1 className={classes['title']}>{reason?.title}</h1>
          <p className={classes['lead']}>{notice.text}</p>
        </div>
        {isStillClosed ? (
          <p className={classes['failure']} role="alert">
            It is still so. Nothing has changed.
          </p>
        ) : null}
        <Button tone="primary" disabled={isBusy} onClick={() => void tryAgain()}>
          {isBusy ? 'Opening…' : 'Try again'}
        </Button>
        {reason?.canSignInAnew === true ? <SignInAnew noticeId={notice.id} /> : null}
      </div>
    </main>
  );
}

function SignInAnew({ noticeId }: { readonly noticeId: string }) {
  return (
    <>
      <p className={classes['lead']}>
        If it stays so, sign in with a new code from your administrator: your messages come back from the
        relay, what you had not sent yet does not.
      </p>
      <Button onClick={() => void dismissNotice(noticeId)}>Sign in anew</Button>
    </>
  );
}
