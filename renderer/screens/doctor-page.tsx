import { CircleAlert, CircleCheck, Copy, Stethoscope, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../components/button.tsx';
import { StepList } from '../components/check-steps.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { FailureNote } from '../components/state-note.tsx';
import type { DoctorReport } from '../../shared/ipc/number-views.ts';
import { useApp } from '../store/app-store.ts';
import { copyReport, runDoctor } from '../store/doctor/actions.ts';
import { formatAgo } from '../words/time-words.ts';
import settings from './settings-page.module.css';
import classes from './doctor-page.module.css';

/** Every hop between this computer and WhatsApp, with what to do where one fails. Looks by itself when opened. */
export function DoctorPage() {
  const { report, isRunning, failure } = useApp((state) => state.doctor);
  useEffect(() => void runDoctor(), []);
  return (
    <>
      <header className={classes['head']}>
        <div>
          <h2 className={settings['title']}>Doctor</h2>
          <p className={settings['lead']}>
            Looks at every step from this computer to WhatsApp, and says what to do where one fails.
          </p>
        </div>
        <div className={settings['actions']}>
          <Button onClick={() => void copyReport()} disabled={report === undefined}>
            <Copy size="0.875rem" aria-hidden />
            Copy report
          </Button>
          <Button tone="primary" onClick={() => void runDoctor()} disabled={isRunning}>
            <Stethoscope size="0.875rem" aria-hidden />
            {isRunning ? 'Looking…' : 'Look again'}
          </Button>
        </div>
      </header>
      {failure === undefined ? null : (
        <FailureNote title="The doctor could not look" text={failure} onRetry={() => void runDoctor()} />
      )}
      {report === undefined ? (
        failure === undefined ? (
          <Skeleton label="Looking" />
        ) : null
      ) : (
        <Report report={report} />
      )}
    </>
  );
}

const VERDICTS = {
  ok: { Icon: CircleCheck, words: 'All is well' },
  warning: { Icon: TriangleAlert, words: 'It works; look at what is marked' },
  failed: { Icon: CircleAlert, words: 'Something stands in the way' },
} as const;

function Report({ report }: { readonly report: DoctorReport }) {
  const now = useApp((state) => state.now);
  const { Icon, words } = VERDICTS[report.verdict];
  return (
    <>
      <div className={`${classes['verdict']} ${classes[report.verdict]}`} role="status">
        <Icon size="1.25rem" aria-hidden />
        <p>{words}</p>
        <p className={classes['age']}>Looked {formatAgo(report.ranAt, now)}</p>
      </div>
      {report.sections.map(({ title, steps }) => (
        <section key={title} className={settings['section']} aria-label={title}>
          <h3>{title}</h3>
          <StepList steps={steps} />
        </section>
      ))}
    </>
  );
}
