import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import classes from './segments.module.css';

export type Segment<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly count?: number | undefined;
};

type SegmentsProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly segments: readonly Segment<Value>[];
  readonly onChoose: (value: Value) => void;
  /** The panel that the chosen segment filters. */
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly listClassName?: string | undefined;
};

const numbers = new Intl.NumberFormat('en-GB');

/** A short row of filters above a list: tabs, with arrow keys. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  return (
    <Tabs.Root
      value={props.value}
      // Base UI answers the value of one of our tabs.
      onValueChange={(value) => props.onChoose(value as Value)}
      className={props.className}
    >
      <div className={props.listClassName}>
        <Tabs.List aria-label={props.label} activateOnFocus className={classes['list']}>
          {props.segments.map(({ value, label, count }) => (
            <Tabs.Tab key={value} value={value} className={classes['tab']}>
              {label}
              {count === undefined ? null : <span className={classes['count']}>{numbers.format(count)}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </div>
      {props.children}
    </Tabs.Root>
  );
}
