import { useId } from 'react';
import field from './text-field.module.css';
import { SettingRow } from './setting-row.tsx';
import classes from './time-row.module.css';

type TimeRowProps = {
  readonly label: string;
  /** Minutes after midnight. */
  readonly minute: number;
  readonly isDisabled?: boolean;
  readonly onChange: (minute: number) => void;
};

/** A setting that is a time of day. */
export function TimeRow({ label, minute, isDisabled = false, onChange }: TimeRowProps) {
  const id = useId();
  return (
    <SettingRow label={label} controlId={id}>
      <input
        id={id}
        type="time"
        className={`${field['input']} ${classes['time']}`}
        disabled={isDisabled}
        required
        value={formatMinute(minute)}
        onChange={(event) => {
          const chosen = event.target.valueAsNumber;
          // While a part of the time is empty there is no time.
          if (!Number.isNaN(chosen)) onChange(Math.floor(chosen / 60_000));
        }}
      />
    </SettingRow>
  );
}

function formatMinute(minute: number): string {
  const twoDigits = (part: number) => String(part).padStart(2, '0');
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}
