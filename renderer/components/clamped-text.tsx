import { useState } from 'react';
import { classNames } from './class-names.ts';
import { FormattedText } from './formatted-text.tsx';
import classes from './message-body.module.css';

type ClampedTextProps = {
  readonly text: string;
  readonly onOpenLink?: ((url: string) => void) | undefined;
  readonly isTabStop?: boolean;
  readonly marksGaps?: boolean;
};

/** Longer texts show their beginning; judged by characters and lines, so that no layout has to be measured. */
const LONG_CHARACTERS = 700;
const LONG_LINES = 14;

/** A message's text; a long one ends in "Read more". */
export function ClampedText({ text, onOpenLink, isTabStop = true, marksGaps = false }: ClampedTextProps) {
  const [isWhole, setIsWhole] = useState(false);
  const isLong = text.length > LONG_CHARACTERS || text.split('\n').length > LONG_LINES;
  return (
    <>
      <div
        className={classNames(classes['body'], isLong && !isWhole && classes['clamped'])}
        data-selectable=""
        data-clamped={isLong && !isWhole ? '' : undefined}
      >
        <FormattedText text={text} onOpenLink={onOpenLink} isTabStop={isTabStop} marksGaps={marksGaps} />
      </div>
      {isLong ? (
        <button
          type="button"
          className={classes['more']}
          tabIndex={isTabStop ? 0 : -1}
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? 'Read less' : 'Read more'}
        </button>
      ) : null}
    </>
  );
}
