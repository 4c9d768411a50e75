import { useState } from 'react';
import { ChoiceRow } from '../components/choice-row.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { SettingGroup } from '../components/setting-row.tsx';
import type { Visibility } from '../../shared/protocol/admin.ts';
import { setVisibility } from '../store/administration/actions.ts';
import { useApp } from '../store/app-store.ts';
import { VISIBILITY_WORDS, describeVisibilityChange } from '../words/visibility-words.ts';

const OPTIONS = (['everyone', 'team', 'own'] as const).map((value) => ({
  value,
  label: VISIBILITY_WORDS[value].label,
}));

/** Whose conversations a consultant sees: asked before it changes, because every desktop follows. */
export function VisibilityPart({ visibility }: { readonly visibility: Visibility }) {
  const isBusy = useApp((state) => state.administration.isBusy);
  const [chosen, setChosen] = useState<Visibility | undefined>(undefined);
  const target = chosen ?? visibility;
  return (
    <SettingGroup title="Who sees which conversations">
      <ChoiceRow
        label="A consultant sees"
        hint={`${VISIBILITY_WORDS[visibility].meaning} This counts for administrators, too. Records and opt-outs are seen by all.`}
        value={visibility}
        options={OPTIONS}
        isDisabled={isBusy}
        onChoose={(value) => setChosen(value === visibility ? undefined : value)}
      />
      <ConfirmDialog
        isOpen={chosen !== undefined}
        title={VISIBILITY_WORDS[target].question}
        confirmLabel="Change what consultants see"
        onClose={() => setChosen(undefined)}
        onConfirm={() => void setVisibility(target)}
      >
        {VISIBILITY_WORDS[target].meaning} {describeVisibilityChange(visibility, target)}
      </ConfirmDialog>
    </SettingGroup>
  );
}
