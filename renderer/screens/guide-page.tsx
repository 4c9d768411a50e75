import { Accordion } from '@base-ui/react/accordion';
import { Check, ChevronDown, ExternalLink } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { useApp } from '../store/app-store.ts';
import { openLink } from '../store/frame/actions.ts';
import { loadGuide, loadWebhook, tickStep } from '../store/guide/actions.ts';
import { loadNumber } from '../store/settings/actions.ts';
import { GUIDE_STEPS, type GuideStep } from '../words/guide-steps.ts';
import { GuideDetails, GuideFirstMessage, GuideTemplates, GuideWebhook } from './guide-parts.tsx';
import settings from './settings-page.module.css';
import classes from './guide-page.module.css';

/** From nothing to the first message, for an administrator who has never seen Meta's pages. */
export function GuidePage() {
  const isReady = useApp((state) => state.guide.phase === 'ready');
  useEffect(() => {
    void loadGuide();
    void loadWebhook();
    void loadNumber('company');
  }, []);
  return (
    <>
      <header>
        <h2 className={settings['title']}>Set-up guide</h2>
        <p className={settings['lead']}>
          Ten steps from nothing to the first message. Most happen on Meta’s pages; what you bring back is
          checked here at once. You can stop at any time and go on later.
        </p>
      </header>
      {isReady ? <Steps /> : null}
    </>
  );
}

function Steps() {
  const isDone = useDoneSteps();
  const first = GUIDE_STEPS.find(({ id }) => !isDone(id))?.id;
  const [open, setOpen] = useState<string[]>(first === undefined ? [] : [first]);
  const count = GUIDE_STEPS.filter(({ id }) => isDone(id)).length;
  const goOn = (step: GuideStep) => {
    void tickStep(step.id, true);
    const next = GUIDE_STEPS[GUIDE_STEPS.indexOf(step) + 1];
    setOpen(next === undefined ? [] : [next.id]);
  };
  return (
    <>
      <p className={classes['progress']} role="status">
        {count === GUIDE_STEPS.length
          ? 'All steps are done.'
          : `${count} of ${GUIDE_STEPS.length} steps done`}
      </p>
      <Accordion.Root
        value={open}
        onValueChange={(value) => setOpen(value.map(String))}
        className={classes['steps']}
      >
        {GUIDE_STEPS.map((step, index) => (
          <Accordion.Item key={step.id} value={step.id} className={classes['step']}>
            <Accordion.Header className={classes['step-head']}>
              <Accordion.Trigger className={classes['trigger']}>
                <span className={isDone(step.id) ? classes['done'] : classes['number']}>
                  {isDone(step.id) ? <Check size="0.875rem" role="img" aria-label="Done" /> : index + 1}
                </span>
                {step.title}
                <ChevronDown size="0.9375rem" aria-hidden className={classes['chevron']} />
              </Accordion.Trigger>
            </Accordion.Header>
            <Accordion.Panel className={classes['panel']}>
              <StepBody step={step} isDone={isDone(step.id)} onGoOn={() => goOn(step)} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion.Root>
    </>
  );
}

/** A step is done when the administrator says so, or when it can be seen that it is. */
function useDoneSteps(): (id: string) => boolean {
  const done = useApp((state) => state.guide.done);
  const hasNumber = useApp((state) => state.settings.company.stored !== undefined);
  const isVerified = useApp((state) => state.guide.webhook?.challengedAt !== undefined);
  return (id) => done.includes(id) || (id === 'details' && hasNumber) || (id === 'webhook' && isVerified);
}

type StepBodyProps = {
  readonly step: GuideStep;
  readonly isDone: boolean;
  readonly onGoOn: () => void;
};

function StepBody({ step, isDone, onGoOn }: StepBodyProps) {
  const { id, actions, note, know, link } = step;
  return (
    <div className={classes['body']}>
      <ol className={classes['actions']}>
        {actions.map((action) => (
          <li key={action}>{action}</li>
        ))}
      </ol>
      {note === undefined ? null : (
        <p className={classes['note']}>
          <strong>Note down:</strong> {note}
        </p>
      )}
      {know === undefined ? null : (
        <p className={classes['note']}>
          <strong>Good to know:</strong> {know}
        </p>
      )}
      {findPart(id)}
      <div className={settings['actions']}>
        {link === undefined ? null : (
          <Button onClick={() => void openLink(link.url)}>
            <ExternalLink size="0.875rem" aria-hidden />
            {link.label}
          </Button>
        )}
        {isDone ? (
          <Button tone="link" onClick={() => void tickStep(id, false)}>
            Mark as not done
          </Button>
        ) : (
          <Button tone="primary" onClick={onGoOn}>
            Done, go on
          </Button>
        )}
      </div>
    </div>
  );
}

/** What can be done here, in the step itself. */
function findPart(id: string): ReactNode {
  switch (id) {
    case 'details':
      return <GuideDetails />;
    case 'webhook':
      return <GuideWebhook />;
    case 'template':
      return <GuideTemplates />;
    case 'first-message':
      return <GuideFirstMessage />;
    default:
      return null;
  }
}
