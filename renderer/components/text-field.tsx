import { type InputHTMLAttributes, type Ref, useId } from 'react';
import classes from './text-field.module.css';

type TextFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'id'> & {
  readonly label: string;
  /** Small words beside the label, such as a merge code. */
  readonly tag?: string | undefined;
  readonly hint?: string | undefined;
  /** Something to look at twice, though it is allowed. */
  readonly caution?: string | undefined;
  readonly problem?: string | undefined;
  readonly onType: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
};

/** A labelled line of text with its hint and its problem, read together with it. */
export function TextField({ label, tag, hint, caution, problem, onType, ...input }: TextFieldProps) {
  const id = useId();
  return (
    <div className={classes['field']}>
      <label className={classes['label']} htmlFor={id}>
        {label}
        {tag === undefined ? null : <span className={classes['tag']}>{tag}</span>}
      </label>
      <input
        id={id}
        className={classes['input']}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-about`}
        onChange={(event) => onType(event.target.value)}
        {...input}
      />
      <div id={`${id}-about`}>
        {problem === undefined ? null : <p className={classes['problem']}>{problem}</p>}
        {caution === undefined || problem !== undefined ? null : (
          <p className={classes['fallback']}>{caution}</p>
        )}
        {hint === undefined ? null : <p className={classes['hint']}>{hint}</p>}
      </div>
    </div>
  );
}
