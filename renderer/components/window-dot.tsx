import { describeWindow } from '../words/window-words.ts';
import { classNames } from './class-names.ts';
import { Tip } from './tip.tsx';
import classes from './window-dot.module.css';

type WindowDotProps = {
  readonly closesAt: number | undefined;
  readonly now: number;
  /** Whether the last message failed. */
  readonly hasFailed?: boolean;
  /** The dot alone, with its words for the reader and on hover. */
  readonly isDotOnly?: boolean;
};

/** The state of the service window as a dot and words. */
export function WindowDot({ closesAt, now, hasFailed = false, isDotOnly = false }: WindowDotProps) {
  const mark = describeWindow(closesAt, now, hasFailed);
  const tip = isDotOnly ? `${mark.label}. ${mark.explanation}` : mark.explanation;
  return (
    <Tip content={tip} side="top">
      <span className={classNames(classes['mark'], classes[mark.state])}>
        <span className={classes['dot']} aria-hidden />
        {isDotOnly ? <span data-visually-hidden="">{`Window: ${mark.label}`}</span> : mark.label}
      </span>
    </Tip>
  );
}
