import { Paperclip, X } from 'lucide-react';
import { useId } from 'react';
import type { HeaderFileKind } from '../../shared/domain/template-header-file.ts';
import { withoutDirectionMarks } from '../../shared/domain/text-direction.ts';
import { FilePicker } from './file-picker.tsx';
import { IconButton } from './icon-button.tsx';
import classes from './header-file.module.css';

/** What the system's dialog offers first. Whether WhatsApp takes the file is checked afterwards all the same. */
const ACCEPTED: Readonly<Record<HeaderFileKind, string>> = {
  image: 'image/jpeg,image/png',
  video: 'video/mp4,video/3gpp',
  document: '.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt',
};
const LABELS: Readonly<Record<HeaderFileKind, string>> = {
  image: 'Picture at the top',
  video: 'Video at the top',
  document: 'Document at the top',
};

type HeaderFileFieldProps = {
  readonly kind: HeaderFileKind;
  readonly fileName: string | undefined;
  readonly isReading: boolean;
  /** Why the chosen file cannot be sent, or what to choose. */
  readonly problem: string | undefined;
  readonly isDisabled: boolean;
  readonly onChoose: (file: File) => void;
  readonly onRemove: () => void;
};

/** Chooses the file that a template has at its top. */
export function HeaderFileField(props: HeaderFileFieldProps) {
  const { kind, fileName, isReading, problem, isDisabled, onChoose, onRemove } = props;
  const id = useId();
  const name = withoutDirectionMarks(fileName ?? '');
  return (
    <div className={classes['field']} role="group" aria-labelledby={id}>
      <p id={id} className={classes['label']}>
        {LABELS[kind]}
      </p>
      <div className={classes['chosen']}>
        {fileName === undefined ? null : <span className={classes['name']}>{name}</span>}
        <FilePicker
          label={fileName === undefined ? 'Choose a file' : 'Choose another'}
          icon={<Paperclip size="0.9375rem" aria-hidden />}
          accept={ACCEPTED[kind]}
          isDisabled={isDisabled}
          describedBy={`${id}-about`}
          onChoose={onChoose}
        />
        {fileName === undefined ? null : (
          <IconButton label={`Remove ${name}`} isSmall disabled={isDisabled} onClick={onRemove}>
            <X size="0.9375rem" aria-hidden />
          </IconButton>
        )}
      </div>
      <p id={`${id}-about`} className={classes[isReading || problem === undefined ? 'hint' : 'problem']}>
        {isReading ? 'Reading…' : problem}
      </p>
    </div>
  );
}
