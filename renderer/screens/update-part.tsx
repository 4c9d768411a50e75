import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { SettingGroup, SettingRow } from '../components/setting-row.tsx';
import { useApp } from '../store/app-store.ts';
import { type UpdateOutcome, checkForUpdate } from '../store/frame/updates.ts';

const WORDS: Readonly<Record<UpdateOutcome | 'looking', string>> = {
  looking: 'Looking for a newer version …',
  off: 'Your administrator brings new versions of this app.',
  current: 'This is the newest version.',
  ready: 'A newer version is ready: see the bar above.',
  refused: 'A newer version was offered, and refused because it is not what its publisher made.',
  unreachable: 'The place of the updates cannot be reached. Try again later.',
};

/** Which version this is, and whether there is a newer one. */
export function UpdatePart() {
  const version = useApp((state) => state.frame.snapshot?.appVersion ?? '');
  const [state, setState] = useState<UpdateOutcome | 'looking' | undefined>();
  const look = async () => {
    setState('looking');
    setState(await checkForUpdate());
  };
  return (
    <SettingGroup title="Version">
      <SettingRow
        label={`Colleague Messaging ${version}`}
        hint={<span role="status">{state === undefined ? '' : WORDS[state]}</span>}
        controlId="check-for-update"
      >
        {/* The row’s label says what this is; the button what it does. */}
        <Button
          id="check-for-update"
          aria-label="Check for updates"
          disabled={state === 'looking'}
          onClick={() => void look()}
        >
          Check for updates
        </Button>
      </SettingRow>
    </SettingGroup>
  );
}
