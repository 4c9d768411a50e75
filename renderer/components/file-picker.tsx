import { type ReactNode, useRef } from 'react';
import { Button } from './button.tsx';

type FilePickerProps = {
  readonly label: string;
  readonly icon?: ReactNode;
  /** What the system's dialog offers first. */
  readonly accept: string;
  readonly isDisabled: boolean;
  readonly describedBy?: string | undefined;
  readonly onChoose: (file: File) => void;
};

/** A button that opens the system's dialog and hands over one file. */
export function FilePicker({ label, icon, accept, isDisabled, describedBy, onChoose }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button disabled={isDisabled} aria-describedby={describedBy} onClick={() => input.current?.click()}>
        {icon}
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // So that the same file can be chosen again.
          target.value = '';
          if (file !== undefined) onChoose(file);
        }}
      />
    </>
  );
}
