import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { DoctorStep } from '../../shared/domain/doctor.ts';
import type { CheckResult } from '../../shared/ipc/number-views.ts';
import classes from './check-steps.module.css';

const VERDICTS = {
  ok: { Icon: CircleCheck, word: 'In order' },
  warning: { Icon: TriangleAlert, word: 'Look at this' },
  failed: { Icon: CircleAlert, word: 'Failed' },
} as const;

/** What was checked, each step with its verdict and what to do. */
export function CheckSteps({ result }: { readonly result: CheckResult }) {
  return (
    <section className={classes['box']} aria-label="Result of the check" role="status">
      <h3>{result.isUsable ? 'This number is ready to use' : 'This number cannot be used yet'}</h3>
      <StepList steps={result.steps} />
    </section>
  );
}

/** Steps with their verdict in words for those who cannot see the mark. */
export function StepList({ steps }: { readonly steps: readonly DoctorStep[] }) {
  return (
    <ul>
      {steps.map(({ label, verdict, detail }) => {
        const { Icon, word } = VERDICTS[verdict];
        return (
          <li key={label} className={classes['step']}>
            <span className={classes[verdict]} role="img" aria-label={word}>
              <Icon size="1rem" aria-hidden />
            </span>
            <div data-selectable="">
              <p className={classes['label']}>{label}</p>
              <p className={classes['detail']}>{detail}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
