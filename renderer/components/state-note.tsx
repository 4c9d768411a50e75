import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import classes from './state-note.module.css';

type EmptyNoteProps = {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
};

/** What a place says when there is nothing in it, with the next step. */
export function EmptyNote({ icon, title, children, action }: EmptyNoteProps) {
  return (
    <div className={classes['note']}>
      {icon === undefined ? null : <span className={classes['icon']}>{icon}</span>}
      <p className={classes['title']}>{title}</p>
      {children === undefined ? null : <p className={classes['text']}>{children}</p>}
      {action === undefined ? null : <div className={classes['action']}>{action}</div>}
    </div>
  );
}

type FailureNoteProps = { readonly title: string; readonly text: string; readonly onRetry?: () => void };

/** What a place says when it could not be filled. */
export function FailureNote({ title, text, onRetry }: FailureNoteProps) {
  return (
    <div className={classNames(classes['note'], classes['failed'])} role="alert">
      <span className={classes['icon']}>
        <CircleAlert size="1.375rem" aria-hidden />
      </span>
      <p className={classes['title']}>{title}</p>
      <p className={classes['text']}>{text}</p>
      {onRetry === undefined ? null : (
        <Button className={classes['action']} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
