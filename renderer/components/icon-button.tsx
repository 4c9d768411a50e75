import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import { Tip } from './tip.tsx';
import classes from './icon-button.module.css';

type IconButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** The accessible name, also shown on hover. */
  readonly label: string;
  /** What the tip says when that is more than the name. */
  readonly tip?: ReactNode;
  readonly isSmall?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** An icon that does something: always with a name and a tip. */
export function IconButton({ label, tip, isSmall = false, className, ...rest }: IconButtonProps) {
  return (
    <Tip content={tip ?? label}>
      <button
        type="button"
        aria-label={label}
        className={classNames(classes['button'], isSmall && classes['small'], className)}
        {...rest}
      />
    </Tip>
  );
}
