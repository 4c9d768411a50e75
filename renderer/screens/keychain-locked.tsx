import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { dismissNotice, openAgain } from '../store/frame/actions.ts';
import classes from './sign-in.module.css';

/** In place of signing in: the user has signed in, and the system keeps the keys shut. It opens by itself where that can be seen. */
export function KeychainLocked() {
  const [isBusy, setIsBusy] = useState(false);
  const [isStillLocked, setIsStillLocked] = useState(false);
  const tryAgain = async () => {
    setIsBusy(true);
    setIsStillLocked(!(await openAgain()));
    setIsBusy(false);
  };
  return (
    <main className={classes['page']}>
      <div className={classes['card']}>
        <div>
          <h1 className={classes['title']}>The keychain of this computer is locked</h1>
          <p className={classes['lead']}>
            Your sign-in and the key to your messages are kept in it. Unlock it with the password that you log
            in with on this computer, and go on here. Nothing is lost, and you need not start the app again.
          </p>
        </div>
        {isStillLocked ? (
          <p className={classes['failure']} role="alert">
            The keychain is still locked.
          </p>
        ) : null}
        <Button tone="primary" disabled={isBusy} onClick={() => void tryAgain()}>
          {isBusy ? 'Opening…' : 'Try again'}
        </Button>
        <p className={classes['lead']}>
          If it can no longer be opened, for instance because its password was reset, sign in with a new code
          from your administrator. What you had not sent yet is then gone.
        </p>
        <Button onClick={() => void dismissNotice('keychain-locked')}>Sign in anew</Button>
      </div>
    </main>
  );
}
