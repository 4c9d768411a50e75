import type { FindTerm } from '../../shared/domain/find-text.ts';
import type { MessageHit } from '../../shared/ipc/views.ts';
import { stripTextMarks } from '../words/parse-text-marks.ts';
import { formatFullTime, formatListTime } from '../words/time-words.ts';
import { MarkedText } from './marked-text.tsx';
import { Tip } from './tip.tsx';
import { classNames } from './class-names.ts';
import list from './list-row.module.css';
import classes from './hit-line.module.css';

type HitLineProps = {
  readonly hit: MessageHit;
  readonly terms: readonly FindTerm[];
  readonly now: number;
  readonly position: number;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly onOpen: () => void;
};

/** A message that was found: with whom, when, who wrote it, and the words around what was looked for. */
export function HitLine({ hit, terms, now, onOpen, ...props }: HitLineProps) {
  const time = (
    <Tip content={formatFullTime(hit.at)}>
      <time dateTime={new Date(hit.at).toISOString()}>{formatListTime(hit.at, now)}</time>
    </Tip>
  );
  return (
    <div
      role="row"
      aria-rowindex={props.position}
      aria-selected={props.isChosen}
      tabIndex={props.isTabStop ? 0 : -1}
      className={classNames(list['row'], classes['row'])}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onOpen();
      }}
    >
      <span role="gridcell" className={classes['name']}>
        <bdi>{hit.personName}</bdi>
      </span>
      <span role="gridcell" className={classes['time']}>
        {time}
      </span>
      <span role="gridcell" className={classes['excerpt']}>
        {hit.sentBy === undefined ? null : (
          <span className={classes['sender']}>
            <bdi>{hit.sentBy}</bdi>:{' '}
          </span>
        )}
        <MarkedText text={stripTextMarks(hit.excerpt)} terms={terms} />
      </span>
    </div>
  );
}
