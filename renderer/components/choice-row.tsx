import { Select } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import { SettingRow } from './setting-row.tsx';
import classes from './choice-row.module.css';
import popup from './popup.module.css';

export type Choice<Value extends string> = { readonly value: Value; readonly label: string };

type ChoiceRowProps<Value extends string> = {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly isDisabled?: boolean;
  readonly onChoose: (value: Value) => void;
};

/** A setting with a few possible values. */
export function ChoiceRow<Value extends string>(props: ChoiceRowProps<Value>) {
  const { label, hint, value, choices, isDisabled = false, onChoose } = props;
  const id = useId();
  return (
    <SettingRow label={label} hint={hint} controlId={id}>
      <Select.Root
        items={choices}
        value={value}
        disabled={isDisabled}
        onValueChange={(chosen) => {
          if (chosen !== null) onChoose(chosen);
        }}
      >
        <Select.Trigger
          id={id}
          className={classes['trigger']}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        >
          <Select.Value />
          <Select.Icon>
            <ChevronsUpDown size="0.8125rem" aria-hidden />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner
            className={popup['positioner']}
            align="end"
            sideOffset={4}
            alignItemWithTrigger={false}
          >
            <Select.Popup className={popup['popup']}>
              {choices.map((choice) => (
                <Select.Item
                  key={choice.value}
                  value={choice.value}
                  className={classNames(popup['item'], classes['item'])}
                >
                  <Select.ItemText>{choice.label}</Select.ItemText>
                  <Select.ItemIndicator>
                    <Check size="0.875rem" aria-hidden />
                  </Select.ItemIndicator>
                </Select.Item>
              ))}
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
    </SettingRow>
  );
}
