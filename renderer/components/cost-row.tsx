import { X } from 'lucide-react';
import { useId } from 'react';
import type { CostRate, TypedCostRate } from '../../shared/domain/cost-table.ts';
import { Choice, type ChoiceOption } from './choice.tsx';
import { IconButton } from './icon-button.tsx';
import classes from './cost-row.module.css';

const CATEGORIES: readonly ChoiceOption<CostRate['category']>[] = [
  { value: '*', label: 'All templates' },
  { value: 'marketing', label: 'Marketing' },
  { value: 'utility', label: 'Utility' },
  { value: 'authentication', label: 'Authentication' },
  { value: 'service', label: 'Free text' },
];

type CostRowProps = {
  /** Counts from 1. */
  readonly number: number;
  readonly rate: TypedCostRate;
  readonly problem: string | undefined;
  readonly isDisabled: boolean;
  readonly onEdit: (rate: TypedCostRate) => void;
  /** Undefined for the only one. */
  readonly onRemove: (() => void) | undefined;
};

/** One price: where, for what, from when, how much. */
export function CostRow({ number, rate, problem, isDisabled, onEdit, onRemove }: CostRowProps) {
  const id = useId();
  const field = (name: 'country' | 'validFrom' | 'pence', label: string) => (
    <label className={classes['field']}>
      <span className={classes['label']}>{label}</span>
      <input
        className={classes[name]}
        type={name === 'validFrom' ? 'date' : 'text'}
        inputMode={name === 'pence' ? 'decimal' : undefined}
        aria-label={`${label}, row ${number}`}
        aria-describedby={id}
        aria-invalid={problem !== undefined}
        value={rate[name]}
        disabled={isDisabled}
        onChange={({ target }) => onEdit({ ...rate, [name]: target.value })}
      />
    </label>
  );
  return (
    <div className={classes['row']} role="group" aria-label={`Price ${number}`}>
      <div className={classes['fields']}>
        {field('country', 'Country')}
        <div className={classes['field']}>
          <span className={classes['label']}>Messages</span>
          <Choice
            label={`Messages, row ${number}`}
            value={CATEGORIES.find(({ value }) => value === rate.category)?.value ?? '*'}
            options={CATEGORIES}
            isDisabled={isDisabled}
            onChoose={(category) => onEdit({ ...rate, category })}
          />
        </div>
        {field('validFrom', 'From')}
        {field('pence', 'Pence')}
        {onRemove === undefined ? null : (
          <IconButton label={`Remove price ${number}`} isSmall disabled={isDisabled} onClick={onRemove}>
            <X size="0.9375rem" aria-hidden />
          </IconButton>
        )}
      </div>
      <p id={id} className={classes['problem']}>
        {problem}
      </p>
    </div>
  );
}
