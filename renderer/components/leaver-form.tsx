import { useEffect, useRef, useState } from 'react';
import type { Device } from '../../shared/protocol/admin.ts';
import type { User } from '../../shared/protocol/events.ts';
import { describeLeaver } from '../words/leaver-words.ts';
import { Button } from './button.tsx';
import { Choice, type ChoiceOption } from './choice.tsx';
import classes from './user-card.module.css';

type LeaverFormProps = {
  readonly user: User;
  readonly devices: readonly Device[];
  /** Undefined until the relay has counted them. */
  readonly conversations: number | undefined;
  readonly colleagues: readonly User[];
  readonly isBusy: boolean;
  readonly onStay: () => void;
  readonly onDeactivate: (heir: User | undefined) => void;
};

/** Base UI's list takes texts; no user has this one for an id. */
const NONE = '';

/** Says what a leaver loses, asks who takes over, and does it. */
export function LeaverForm(props: LeaverFormProps) {
  const { user, colleagues, isBusy, onDeactivate, onStay } = props;
  const [heir, setHeir] = useState<string>(NONE);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
  const options = [
    { value: NONE, label: 'Nobody: unassigned' },
    ...colleagues.map(({ id, displayName }): ChoiceOption<string> => ({ value: id, label: displayName })),
  ];
  return (
    <div ref={box} className={classes['leaving']} role="group" aria-label={`Deactivate ${user.displayName}`}>
      <p>{describeLeaver(user.displayName, props.devices.length, props.conversations)}</p>
      <div className={classes['actions']}>
        <span aria-hidden>Goes to</span>
        <Choice
          label={`Who takes over from ${user.displayName}`}
          className={classes['choice']}
          value={heir}
          options={options}
          isDisabled={isBusy}
          onChoose={setHeir}
        />
        <span className={classes['spring']} />
        <Button disabled={isBusy} onClick={onStay}>
          Cancel
        </Button>
        <Button
          tone="danger"
          disabled={isBusy}
          onClick={() => onDeactivate(colleagues.find((colleague) => colleague.id === heir))}
        >
          {isBusy ? 'Deactivating…' : `Deactivate ${user.displayName}`}
        </Button>
      </div>
    </div>
  );
}
