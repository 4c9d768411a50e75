import type { TemplateRow } from '../../shared/ipc/views.ts';
import { nameTemplateStatus } from '../../shared/domain/template.ts';
import { classNames } from './class-names.ts';
import classes from './template-state.module.css';

/** The state of a template at Meta, in a word. */
export function TemplateState({
  row,
}: {
  readonly row: Pick<TemplateRow, 'template' | 'notSendableReason'>;
}) {
  const { template, notSendableReason } = row;
  const tone =
    template.status !== 'approved' ? 'stopped' : notSendableReason === undefined ? 'good' : 'limited';
  return (
    <span className={classNames(classes['state'], classes[tone])}>
      {tone === 'limited' ? 'Approved, not usable here' : nameTemplateStatus(template.status)}
    </span>
  );
}
