import { useId, useState } from 'react';
import { explainError } from '../api.ts';
import { Button } from '../components/button.tsx';
import { DialogForm, FormFrame } from '../components/dialog-form.tsx';
import { SettingRow } from '../components/setting-row.tsx';
import { TextField } from '../components/text-field.tsx';
import { tell } from '../store/feedback/actions.ts';
import { changePin } from '../store/lock/actions.ts';
import { SHORTEST_PIN } from './lock-screen.tsx';
import classes from './pin-row.module.css';

/** Changes the PIN of the lock, or takes it away; both ask for the one that there is. */
export function PinRow({ canRemove }: { readonly canRemove: boolean }) {
  const [open, setOpen] = useState<'change' | 'remove' | undefined>(undefined);
  const id = useId();
  const close = () => setOpen(undefined);
  return (
    <SettingRow
      label="PIN"
      hint="If you forget it, sign out and in again with a new code from your administrator."
      controlId={id}
    >
      <span className={classes['buttons']}>
        <Button
          id={id}
          aria-label="Change PIN…"
          aria-describedby={`${id}-hint`}
          onClick={() => setOpen('change')}
        >
          Change PIN…
        </Button>
        {canRemove ? <Button onClick={() => setOpen('remove')}>Remove PIN…</Button> : null}
      </span>
      <FormFrame isOpen={open === 'change'} title="Change the PIN" onClose={close}>
        <ChangeForm onClose={close} />
      </FormFrame>
      <FormFrame isOpen={open === 'remove'} title="Remove the PIN" onClose={close}>
        <RemoveForm onClose={close} />
      </FormFrame>
    </SettingRow>
  );
}

function ChangeForm({ onClose }: { readonly onClose: () => void }) {
  const [pin, setPin] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const { failure, attempt } = useChange('The PIN was changed.');
  const isShort = next !== '' && next.length < SHORTEST_PIN;
  const isOther = again !== '' && again !== next;
  return (
    <DialogForm
      submitLabel="Change"
      canSubmit={pin !== '' && next.length >= SHORTEST_PIN && next === again}
      failure={failure}
      onSubmit={() => attempt(pin, next)}
      onClose={onClose}
    >
      <PinField label="PIN until now" value={pin} onType={setPin} />
      <PinField
        label="New PIN"
        value={next}
        hint={`At least ${SHORTEST_PIN} digits or letters.`}
        problem={isShort ? `Choose at least ${SHORTEST_PIN} characters.` : undefined}
        onType={setNext}
      />
      <PinField
        label="The same again"
        value={again}
        problem={isOther ? 'The two are not the same yet.' : undefined}
        onType={setAgain}
      />
    </DialogForm>
  );
}

function RemoveForm({ onClose }: { readonly onClose: () => void }) {
  const [pin, setPin] = useState('');
  const { failure, attempt } = useChange('The PIN was removed. This desktop no longer locks.');
  return (
    <DialogForm
      submitLabel="Remove"
      canSubmit={pin !== ''}
      failure={failure}
      onSubmit={() => attempt(pin, undefined)}
      onClose={onClose}
    >
      <p>Without it this desktop no longer locks: whoever sits down at it reads what is on screen.</p>
      <PinField label="PIN" value={pin} onType={setPin} />
    </DialogForm>
  );
}

type PinFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly onType: (value: string) => void;
};

function PinField(props: PinFieldProps) {
  return <TextField type="password" autoComplete="off" maxLength={64} {...props} />;
}

/** `attempt` answers whether it was changed; what stood in the way is `failure`. */
function useChange(success: string) {
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const attempt = async (pin: string, next: string | undefined) => {
    try {
      const problem = await changePin(pin, next);
      setFailure(problem);
      if (problem === undefined) tell(success);
      return problem === undefined;
    } catch (error) {
      setFailure(explainError(error));
      return false;
    }
  };
  return { failure, attempt };
}
