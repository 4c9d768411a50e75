import type { KeyboardEvent } from 'react';
import type { TemplateRow } from '../../shared/ipc/views.ts';
import { stripTextMarks } from '../words/parse-text-marks.ts';
import { joinParts } from '../words/person-words.ts';
import { nameCategory, nameLanguage, nameTemplate } from '../words/template-words.ts';
import classes from './template-line.module.css';

type TemplateLineProps = {
  readonly row: TemplateRow;
  readonly isBusy: boolean;
  readonly onChoose: () => void;
};

/** A template in the picker. One that cannot be sent stays in the list, greyed, with the reason. */
export function TemplateLine({ row, isBusy, onChoose }: TemplateLineProps) {
  const { template, notSendableReason } = row;
  const isSendable = notSendableReason === undefined;
  return (
    <button
      type="button"
      className={classes['template']}
      aria-disabled={!isSendable}
      aria-busy={isBusy}
      onClick={isSendable ? onChoose : undefined}
      onKeyDown={stepInList}
    >
      <span className={classes['template-top']}>
        <span className={classes['template-name']}>{nameTemplate(template.name)}</span>
        <span className={classes['template-kind']}>
          {joinParts(nameCategory(template.category), nameLanguage(template.language))}
        </span>
      </span>
      <span className={classes['template-body']}>
        {stripTextMarks(template.body).replaceAll(/\s+/gu, ' ')}
      </span>
      {isSendable ? null : <span className={classes['template-reason']}>{notSendableReason}</span>}
    </button>
  );
}

/** The arrow keys walk the list. */
function stepInList(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const buttons = [...(event.currentTarget.closest('ul')?.querySelectorAll('button') ?? [])];
  const at = buttons.findIndex((button) => button === document.activeElement);
  event.preventDefault();
  buttons[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}
