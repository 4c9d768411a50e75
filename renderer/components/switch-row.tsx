import { Switch } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';
import { SettingRow } from './setting-row.tsx';
import classes from './switch-row.module.css';

type SwitchRowProps = {
  readonly label: string;
  readonly hint?: ReactNode;
  /** An administrator has settled it. */
  readonly isSettled?: boolean;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
};

/** A setting that is on or off. */
export function SwitchRow({
  label,
  hint,
  isSettled = false,
  isOn,
  isDisabled = false,
  onChange,
}: SwitchRowProps) {
  const id = useId();
  return (
    <SettingRow label={label} hint={isSettled ? undefined : hint} isSettled={isSettled} controlId={id}>
      <Switch.Root
        id={id}
        className={classes['switch']}
        checked={isOn}
        disabled={isDisabled || isSettled}
        aria-describedby={hint === undefined && !isSettled ? undefined : `${id}-hint`}
        onCheckedChange={(checked) => onChange(checked)}
      >
        <Switch.Thumb className={classes['thumb']} />
      </Switch.Root>
    </SettingRow>
  );
}
