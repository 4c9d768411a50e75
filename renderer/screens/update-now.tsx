import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { useApp } from '../store/app-store.ts';
import { checkForUpdate, restartToUpdate } from '../store/frame/updates.ts';
import { UPDATE_WORDS } from '../words/update-words.ts';

/** Fetches the newest version and starts it; says so where there is none. Nothing where an administrator brings it. */
export function UpdateNow() {
  const updatesItself = useApp((state) => state.frame.snapshot?.updatesItself === true);
  const [outcome, setOutcome] = useState<keyof typeof UPDATE_WORDS | undefined>();
  if (!updatesItself) return null;
  const update = async () => {
    setOutcome('looking');
    const found = await checkForUpdate();
    setOutcome(found);
    if (found === 'ready') await restartToUpdate();
  };
  return (
    <>
      <span role="status">{outcome === undefined ? '' : UPDATE_WORDS[outcome]}</span>
      <Button disabled={outcome === 'looking'} onClick={() => void update()}>
        Update now
      </Button>
    </>
  );
}
