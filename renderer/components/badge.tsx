import { classNames } from './class-names.ts';
import classes from './badge.module.css';

type BadgeProps = { readonly count: number; readonly label: string; readonly className?: string | undefined };

/** A count of unread things; nothing at zero. */
export function Badge({ count, label, className }: BadgeProps) {
  if (count === 0) return null;
  return (
    <span className={classNames(classes['badge'], className)}>
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span data-visually-hidden="">{`${count} ${label}`}</span>
    </span>
  );
}
