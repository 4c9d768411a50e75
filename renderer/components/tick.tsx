import type { ReactNode } from 'react';
import type { MessageStatus } from '../../shared/domain/message-status.ts';
import { type StatusMark, describeStatus, listStatusTimes } from '../words/status-words.ts';
import { classNames } from './class-names.ts';
import { Tip } from './tip.tsx';
import classes from './tick.module.css';

type TickProps = {
  readonly status: MessageStatus;
  readonly times: Readonly<Partial<Record<MessageStatus, number | undefined>>>;
  /** Its 24 hours ended before it could go out. */
  readonly hasLapsed?: boolean | undefined;
};

/** How far a message came: a shape, a word for the reader, and on hover when each step was reached. */
export function Tick({ status, times, hasLapsed }: TickProps) {
  const mark = describeStatus(status, hasLapsed);
  const steps = listStatusTimes(times);
  const tip = (
    <div>
      <strong>{mark.label}</strong>
      {steps.length === 0 ? null : (
        <div className={classes['times']} data-numbers="">
          {steps.map(({ name, time }) => (
            <div key={name} style={{ display: 'contents' }}>
              <span>{name}</span>
              <span>{time}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
  return (
    <Tip content={tip} side="top">
      <span
        role="img"
        aria-label={mark.label}
        className={classNames(
          classes['tick'],
          mark.isRead && classes['read'],
          status === 'failed' && classes['failed'],
          (status === 'unconfirmed' || hasLapsed === true) && classes['unconfirmed'],
        )}
      >
        <TickShape shape={mark.shape} />
      </span>
    </Tip>
  );
}

const STROKE = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

function TickShape({ shape }: { readonly shape: StatusMark['shape'] }) {
  return (
    <svg viewBox="0 0 20 16" aria-hidden {...STROKE}>
      {SHAPES[shape]}
    </svg>
  );
}

const SHAPES: Readonly<Record<StatusMark['shape'], ReactNode>> = {
  clock: (
    <>
      <circle cx="10" cy="8" r="6" />
      <path d="M10 4.8V8l2.2 1.6" />
    </>
  ),
  question: (
    <>
      <circle cx="10" cy="8" r="6" />
      <path d="M8.2 6.4a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.8.5-.8 1M10 11.4v.1" />
    </>
  ),
  'one-tick': <path d="m5 8.4 3.4 3.4L15 4.6" />,
  'two-ticks': <path d="m1.8 8.4 3.4 3.4 6.6-7.2M9.4 11.4l.6.4 6.8-7.2" />,
  'two-ticks-filled': <path strokeWidth="2.2" d="m1.8 8.4 3.4 3.4 6.6-7.2M9.4 11.4l.6.4 6.8-7.2" />,
  failed: (
    <>
      <circle cx="10" cy="8" r="6.2" />
      <path d="M10 4.8v3.6M10 11v.1" />
    </>
  ),
};
