import { Select } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { classNames } from './class-names.ts';
import classes from './choice.module.css';
import popup from './popup.module.css';

export type ChoiceOption<Value extends string> = { readonly value: Value; readonly label: string };

type ChoiceProps<Value extends string> = {
  /** A label elsewhere names it by this; without one, `label` does. */
  readonly id?: string;
  readonly label?: string;
  readonly describedBy?: string | undefined;
  readonly value: Value;
  readonly options: readonly ChoiceOption<Value>[];
  readonly isDisabled?: boolean;
  readonly className?: string | undefined;
  readonly onChoose: (value: Value) => void;
};

/** A button that shows one of a few values and opens the list of them. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { id, label, describedBy, value, options, isDisabled = false, onChoose } = props;
  return (
    <Select.Root
      items={options}
      value={value}
      disabled={isDisabled}
      onValueChange={(chosen) => {
        if (chosen !== null) onChoose(chosen);
      }}
    >
      <Select.Trigger
        {...(id === undefined ? {} : { id })}
        className={classNames(classes['trigger'], props.className)}
        aria-label={label}
        aria-describedby={describedBy}
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
            {options.map((option) => (
              <Select.Item
                key={option.value}
                value={option.value}
                className={classNames(popup['item'], classes['item'])}
              >
                <Select.ItemText>{option.label}</Select.ItemText>
                <Select.ItemIndicator>
                  <Check size="0.875rem" aria-hidden />
                </Select.ItemIndicator>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
