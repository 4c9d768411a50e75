import { Download, FileText, MessageSquareText, X } from 'lucide-react';
import { mayOpen } from '../../shared/domain/media-types.ts';
import { withoutDirectionMarks } from '../../shared/domain/text-direction.ts';
import type { RecordFileRow } from '../../shared/ipc/record-file-views.ts';
import { nameFileKind } from '../words/content-words.ts';
import { formatBytes } from '../words/file-words.ts';
import { joinParts } from '../words/person-words.ts';
import { formatFullTime, formatMoment } from '../words/time-words.ts';
import { IconButton } from './icon-button.tsx';
import classes from './record-file-line.module.css';

type RecordFileLineProps = {
  readonly file: RecordFileRow;
  readonly now: number;
  readonly onOpen: () => void;
  readonly onSave: () => void;
  /** Undefined where the user does not see the message. */
  readonly onShow: (() => void) | undefined;
  readonly onTakeOff: () => void;
};

/** A file on a record: what it is, who put it there and when, and what can be done with it. */
export function RecordFileLine({ file, now, onOpen, onSave, onShow, onTakeOff }: RecordFileLineProps) {
  const name = withoutDirectionMarks(file.name);
  return (
    <li className={classes['line']} aria-label={name}>
      <FileText size="1.125rem" aria-hidden className={classes['icon']} />
      <div className={classes['words']}>
        {mayOpen(file.name) ? (
          <button type="button" className={classes['name']} aria-label={`Open ${name}`} onClick={onOpen}>
            {name}
          </button>
        ) : (
          <p className={classes['name']}>{name}</p>
        )}
        <p className={classes['about']} title={formatFullTime(file.filedAt)}>
          {joinParts(
            nameFileKind(file.mimeType, file.name),
            formatBytes(file.size),
            `filed by ${file.filedBy}`,
            formatMoment(file.filedAt, now),
          )}
        </p>
        {file.state === 'waiting' ? (
          <p className={classes['about']}>Waiting for the relay. Colleagues see it when it is reached.</p>
        ) : null}
        {file.state === 'refused' ? (
          <p className={classes['problem']}>Not filed. {file.problem} Take it off, and file it again.</p>
        ) : null}
      </div>
      <div className={classes['actions']}>
        {onShow === undefined ? null : (
          <IconButton label={`Show ${name} in the chat`} isSmall onClick={onShow}>
            <MessageSquareText size="0.9375rem" aria-hidden />
          </IconButton>
        )}
        <IconButton label={`Save ${name} as…`} isSmall onClick={onSave}>
          <Download size="0.9375rem" aria-hidden />
        </IconButton>
        <IconButton label={`Take ${name} off the record`} isSmall onClick={onTakeOff}>
          <X size="0.9375rem" aria-hidden />
        </IconButton>
      </div>
    </li>
  );
}
