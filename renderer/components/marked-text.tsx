import { type FindTerm, findMarks } from '../../shared/domain/find-text.ts';
import classes from './marked-text.module.css';

type MarkedTextProps = { readonly text: string; readonly terms: readonly FindTerm[] };

/** A text in which what was looked for stands out. */
export function MarkedText({ text, terms }: MarkedTextProps) {
  const marks = findMarks(text, terms);
  return (
    <bdi>
      {marks.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(marks[index - 1]?.end ?? 0, start)}
          <mark className={classes['mark']}>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </bdi>
  );
}
