import type { KeyboardEvent } from 'react';
import { TextField } from '../components/text-field.tsx';
import type { PreparedTemplate } from '../../shared/ipc/views.ts';
import { explainFallback, nameVariable } from '../words/template-words.ts';

type VariableFieldProps = {
  readonly variable: PreparedTemplate['variables'][number];
  readonly value: string;
  readonly problem: string | undefined;
  readonly isDisabled: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onType: (value: string) => void;
};

/** A variable of a template: filled from the record or the user, and editable. */
export function VariableField({
  variable,
  value,
  problem,
  isDisabled,
  onKeyDown,
  onType,
}: VariableFieldProps) {
  const { name, place, mergeCode, isFallback } = variable;
  const label = nameVariable(variable, mergeCode);
  const isStillFallback = isFallback && value === variable.value;
  return (
    <TextField
      label={label}
      tag={`${mergeCode ?? 'Typed by you'} · {{${name}}}${place === 'header' ? ' in the header' : ''}`}
      value={value}
      disabled={isDisabled}
      problem={problem}
      caution={isStillFallback ? explainFallback(label, value) : undefined}
      onKeyDown={onKeyDown}
      onType={onType}
    />
  );
}
