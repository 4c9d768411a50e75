import { type ReactNode, useId } from 'react';
import { Choice, type ChoiceOption } from './choice.tsx';
import { SettingRow } from './setting-row.tsx';

type ChoiceRowProps<Value extends string> = {
  readonly label: string;
  readonly hint?: ReactNode;
  /** An administrator has settled it. */
  readonly isSettled?: boolean;
  readonly value: Value;
  readonly options: readonly ChoiceOption<Value>[];
  readonly isDisabled?: boolean;
  readonly onChoose: (value: Value) => void;
};

/** A setting with a few possible values. */
export function ChoiceRow<Value extends string>({
  label,
  hint,
  isSettled = false,
  isDisabled = false,
  ...choice
}: ChoiceRowProps<Value>) {
  const id = useId();
  return (
    <SettingRow label={label} hint={isSettled ? undefined : hint} isSettled={isSettled} controlId={id}>
      <Choice
        id={id}
        describedBy={hint === undefined && !isSettled ? undefined : `${id}-hint`}
        isDisabled={isDisabled || isSettled}
        {...choice}
      />
    </SettingRow>
  );
}
