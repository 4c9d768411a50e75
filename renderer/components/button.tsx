import type { ButtonHTMLAttributes, Ref } from 'react';
import { classNames } from './class-names.ts';
import classes from './button.module.css';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly tone?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'link';
  readonly ref?: Ref<HTMLButtonElement>;
};

/** The button of the house. It submits nothing unless `type="submit"` is asked for. */
export function Button({ tone = 'secondary', className, type, ...rest }: ButtonProps) {
  return (
    <button
      type={type === 'submit' ? 'submit' : 'button'}
      className={classNames(classes['button'], classes[tone], className)}
      {...rest}
    />
  );
}
