import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { explainError } from '../api.ts';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';
import type { Snapshot, UnlockAnswer } from '../../shared/ipc/views.ts';
import { choosePin, unlock, unlockBySystem } from '../store/lock/actions.ts';
import { SignOutDialog } from './sign-out-dialog.tsx';
import classes from './sign-in.module.css';

/** Characters of a PIN. */
export const SHORTEST_PIN = 6;

/** Stands in the place of everything while the desk is locked, and where a PIN has to be chosen first. */
export function LockScreen({ lock }: { readonly lock: NonNullable<Snapshot['lock']> }) {
  const [isLeaving, setIsLeaving] = useState(false);
  const leave = () => setIsLeaving(true);
  return (
    <div className={classes['page']}>
      {lock.needsPin ? (
        <ChoosePin onLeave={leave} />
      ) : (
        <Unlock canAskSystem={lock.canAskSystem} onLeave={leave} />
      )}
      <SignOutDialog isOpen={isLeaving} onClose={() => setIsLeaving(false)} />
    </div>
  );
}

type Leaving = { readonly onLeave: () => void };

function Unlock({ canAskSystem, onLeave }: Leaving & { readonly canAskSystem: boolean }) {
  const [pin, setPin] = useState('');
  const { problem, isBusy, run } = useAttempt();
  const field = useFocus();
  const attempt = async (asked: Promise<UnlockAnswer>) => {
    const answer = await asked;
    setPin('');
    return answer.isUnlocked ? undefined : answer.problem;
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void run(() => attempt(unlock(pin)));
  };
  return (
    <form className={classes['card']} aria-label="Unlock" onSubmit={submit}>
      <div>
        <h1 className={classes['title']}>Colleague is locked</h1>
        <p className={classes['lead']}>Nobody used this computer for a while. Replies still arrive.</p>
      </div>
      <TextField
        label="PIN"
        type="password"
        autoComplete="off"
        maxLength={64}
        ref={field}
        value={pin}
        problem={problem}
        onType={setPin}
      />
      <Button type="submit" tone="primary" disabled={isBusy || pin === ''}>
        Unlock
      </Button>
      {canAskSystem ? (
        <Button disabled={isBusy} onClick={() => void run(() => attempt(unlockBySystem()))}>
          Use Touch ID
        </Button>
      ) : null}
      <p className={classes['lead']}>
        Forgotten? Nobody can tell it to you. Sign out, ask your administrator for a new code, and sign in
        with it: your messages come back, what you had not sent does not.
      </p>
      <Button onClick={onLeave}>Sign out instead…</Button>
    </form>
  );
}

function ChoosePin({ onLeave }: Leaving) {
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const isShort = pin.length < SHORTEST_PIN;
  const { problem, isBusy, run } = useAttempt();
  const field = useFocus();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      if (isShort) return `Choose at least ${SHORTEST_PIN} characters.`;
      if (pin !== again) return 'The two are not the same. Type them again.';
      await choosePin(pin);
      return undefined;
    });
  };
  return (
    <form className={classes['card']} aria-label="Choose a PIN" onSubmit={submit}>
      <div>
        <h1 className={classes['title']}>Choose a PIN for this desktop</h1>
        <p className={classes['lead']}>
          Colleague locks when nobody uses this computer for a while, and asks for it then. If you forget it,
          sign out and in again with a new code.
        </p>
      </div>
      <TextField
        label="PIN"
        type="password"
        autoComplete="new-password"
        maxLength={64}
        ref={field}
        hint={`At least ${SHORTEST_PIN} digits or letters.`}
        problem={isShort ? problem : undefined}
        value={pin}
        onType={setPin}
      />
      <TextField
        label="The same again"
        type="password"
        autoComplete="new-password"
        maxLength={64}
        value={again}
        problem={isShort ? undefined : problem}
        onType={setAgain}
      />
      <Button type="submit" tone="primary" disabled={isBusy}>
        Choose this PIN
      </Button>
      <Button onClick={onLeave}>Sign out instead…</Button>
    </form>
  );
}

/** Runs one attempt at a time; what it answers, or throws, is what stands in its way. */
function useAttempt() {
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [isBusy, setIsBusy] = useState(false);
  const run = async (attempt: () => Promise<string | undefined>) => {
    setIsBusy(true);
    try {
      setProblem(await attempt());
    } catch (error) {
      setProblem(explainError(error));
    } finally {
      setIsBusy(false);
    }
  };
  return { problem, isBusy, run };
}

function useFocus() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return field;
}
