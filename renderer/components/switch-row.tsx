import { Switch } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';
import { SettingRow } from './setting-row.tsx';
import classes from './switch-row.module.css';

type SwitchRowProps = {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
};

/** A setting that is on or off. */
export function SwitchRow({ label, hint, isOn, isDisabled = false, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <SettingRow label={label} hint={hint} controlId={id}>
      <Switch.Root
        id={id}
        className={classes['switch']}
        checked={isOn}
        disabled={isDisabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onCheckedChange={(checked) => onChange(checked)}
      >
        <Switch.Thumb className={classes['thumb']} />
      </Switch.Root>
    </SettingRow>
  );
}
