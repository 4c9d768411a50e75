import { ArrowDownLeft, ArrowUpRight, Copy, MessageSquareText } from 'lucide-react';
import type { HistoryEntry } from '../../shared/ipc/views.ts';
import { stripTextMarks } from '../words/parse-text-marks.ts';
import { joinParts } from '../words/person-words.ts';
import { nameTemplate } from '../words/template-words.ts';
import { nameStatus } from '../words/status-words.ts';
import { formatClock, formatFullTime } from '../words/time-words.ts';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import classes from './history-line.module.css';

type HistoryLineProps = {
  readonly entry: HistoryEntry;
  readonly onCopy: () => void;
  readonly onOpen: () => void;
};

/** A message in the history of a record: when, which way, by whom, on which number, what, and what became of it. */
export function HistoryLine({ entry, onCopy, onOpen }: HistoryLineProps) {
  const Arrow = entry.isInbound ? ArrowDownLeft : ArrowUpRight;
  return (
    <li className={classes['entry']}>
      <time className={classes['time']} title={formatFullTime(entry.at)}>
        {formatClock(entry.at)}
      </time>
      <span
        className={classNames(classes['arrow'], entry.isInbound && classes['in'])}
        role="img"
        aria-label={entry.isInbound ? 'Received' : 'Sent'}
      >
        <Arrow size="0.875rem" aria-hidden />
      </span>
      <div data-selectable="">
        <p className={classes['line']}>
          <span className={classes['by']}>{entry.by}</span>{' '}
          {joinParts(
            `via ${entry.channelName}`,
            entry.templateName === undefined ? undefined : `Template “${nameTemplate(entry.templateName)}”`,
          )}
        </p>
        <p className={classes['text']}>{stripTextMarks(entry.text)}</p>
        <Outcome entry={entry} />
      </div>
      <div className={classes['actions']}>
        <IconButton label="Show in the chat" isSmall onClick={onOpen}>
          <MessageSquareText size="0.875rem" aria-hidden />
        </IconButton>
        <IconButton label="Copy the message" isSmall onClick={onCopy}>
          <Copy size="0.875rem" aria-hidden />
        </IconButton>
      </div>
    </li>
  );
}

function Outcome({ entry }: { readonly entry: HistoryEntry }) {
  if (entry.isInbound || entry.outcome === undefined) return null;
  if (entry.outcome !== 'failed') {
    return (
      <p className={classNames(classes['line'], entry.outcome === 'unconfirmed' && classes['unconfirmed'])}>
        {nameStatus(entry.outcome)}
      </p>
    );
  }
  return (
    <p className={classNames(classes['line'], classes['failed'])}>
      {joinParts(
        `Failed: ${entry.failure?.sentence ?? 'no reason was given'}`,
        entry.failure?.code === undefined ? undefined : `Code ${entry.failure.code}`,
      )}
    </p>
  );
}
