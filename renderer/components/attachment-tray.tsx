import { ArrowUp, FileText, X } from 'lucide-react';
import { withoutDirectionMarks } from '../../shared/domain/text-direction.ts';
import { formatBytes } from '../words/file-words.ts';
import { IconButton } from './icon-button.tsx';
import classes from './attachment-tray.module.css';

/** A file that waits in the tray. */
export type TrayFile = {
  readonly key: number;
  readonly fileName: string;
  readonly caption: string;
} & (
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly size: number; readonly takesCaption: boolean }
  | { readonly state: 'refused'; readonly problem: string }
);

type AttachmentTrayProps = {
  readonly files: readonly TrayFile[];
  readonly onCaption: (key: number, caption: string) => void;
  readonly onMoveForward: (key: number) => void;
  readonly onRemove: (key: number) => void;
};

/** Source: Meta, media messages. */
const LONGEST_CAPTION = 1_024;

/** What was attached and not sent yet: each file goes as a message of its own, in this order. */
export function AttachmentTray({ files, onCaption, onMoveForward, onRemove }: AttachmentTrayProps) {
  if (files.length === 0) return null;
  return (
    <ul className={classes['tray']} aria-label="Attached files">
      {files.map((file, index) => {
        const name = withoutDirectionMarks(file.fileName);
        return (
          <li key={file.key} className={classes['file']}>
            <FileText size="1.125rem" aria-hidden className={classes['icon']} />
            <div className={classes['words']}>
              <p className={classes['name']}>{name}</p>
              <TrayState file={file} />
              {file.state === 'ready' && file.takesCaption ? (
                <input
                  type="text"
                  className={classes['caption']}
                  aria-label={`Caption for ${name}`}
                  placeholder="Add a caption"
                  maxLength={LONGEST_CAPTION}
                  value={file.caption}
                  onChange={(event) => onCaption(file.key, event.target.value)}
                />
              ) : null}
            </div>
            {index === 0 ? null : (
              <IconButton label={`Send ${name} earlier`} isSmall onClick={() => onMoveForward(file.key)}>
                <ArrowUp size="0.9375rem" aria-hidden />
              </IconButton>
            )}
            <IconButton label={`Remove ${name}`} isSmall onClick={() => onRemove(file.key)}>
              <X size="0.9375rem" aria-hidden />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}

function TrayState({ file }: { readonly file: TrayFile }) {
  if (file.state === 'reading') return <p className={classes['state']}>Reading…</p>;
  if (file.state === 'ready') return <p className={classes['state']}>{formatBytes(file.size)}</p>;
  return (
    <p className={classes['problem']} role="alert">
      {file.problem}
    </p>
  );
}
