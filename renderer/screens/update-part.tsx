import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { SettingGroup, SettingRow } from '../components/setting-row.tsx';
import { useApp } from '../store/app-store.ts';
import { selectManaged } from '../store/frame/selectors.ts';
import { type UpdateOutcome, checkForUpdate } from '../store/frame/updates.ts';
import { UPDATE_WORDS } from '../words/update-words.ts';

const BY_ITSELF = 'This app keeps itself up to date.';

/** Which version this is, and whether there is a newer one. */
export function UpdatePart() {
  const version = useApp((state) => state.frame.snapshot?.appVersion ?? '');
  const [state, setState] = useState<UpdateOutcome | 'looking' | undefined>();
  const updatesItself = useApp((current) => current.frame.snapshot?.updatesItself === true);
  const isSettled = useApp((current) => selectManaged(current).areUpdatesSettled);
  const look = async () => {
    setState('looking');
    setState(await checkForUpdate());
  };
  // Who brings new versions is known at once; only an installation that looks by itself can be asked to look.
  const words = updatesItself ? (state === undefined ? BY_ITSELF : UPDATE_WORDS[state]) : UPDATE_WORDS.off;
  return (
    <SettingGroup title="Version">
      <SettingRow
        label={`Colleague Messaging ${version}`}
        hint={<span role="status">{words}</span>}
        isSettled={isSettled}
        controlId="check-for-update"
      >
        {/* The row’s label says what this is; the button what it does. */}
        <Button
          id="check-for-update"
          aria-label="Check for updates"
          disabled={!updatesItself || state === 'looking'}
          onClick={() => void look()}
        >
          Check for updates
        </Button>
      </SettingRow>
    </SettingGroup>
  );
}
