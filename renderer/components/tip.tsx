import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import classes from './tip.module.css';

type TipProps = {
  readonly content: ReactNode;
  /** The element that the tip explains; it must be able to take the focus, or the tip is for the mouse only. */
  readonly children: ReactElement;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
};

/** A few words on hover and focus. Whatever matters is said elsewhere too: tips do not exist on touch or for readers. */
export function Tip({ content, children, side = 'bottom' }: TipProps) {
  return (
    <Tooltip.Root
      onOpenChange={(_isOpen, details) => {
        // A tip is no layer: the same Escape goes on to the dialog that the button stands in.
        if (details.reason === 'escape-key') details.allowPropagation();
      }}
    >
      <Tooltip.Trigger render={children} />
      <Tooltip.Portal>
        <Tooltip.Positioner side={side} sideOffset={6} className={classes['positioner']}>
          <Tooltip.Popup className={classes['popup']}>{content}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
