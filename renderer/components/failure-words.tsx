import type { SendFailure } from '../../shared/domain/message-status.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import classes from './failure-words.module.css';

type FailureWordsProps = {
  readonly failure: SendFailure;
  readonly onRetry: () => void;
  readonly onCopy: () => void;
  readonly tabIndex: number;
};

/** Why a message was not sent, in place: what happened, what to do, the code, and Retry only where it can help. */
export function FailureWords({ failure, onRetry, onCopy, tabIndex }: FailureWordsProps) {
  return (
    <div className={classes['note']} data-selectable="">
      <p className={classes['sentence']}>{failure.sentence}</p>
      <p className={classes['advice']}>{failure.advice}</p>
      <div className={classes['foot']}>
        {failure.code === undefined ? null : <span>Code {failure.code}</span>}
        {failure.details === undefined ? null : <span className={classes['details']}>{failure.details}</span>}
        {failure.canRetry ? (
          <Button tone="link" tabIndex={tabIndex} onClick={onRetry}>
            Retry
          </Button>
        ) : null}
        <Button tone="link" tabIndex={tabIndex} onClick={onCopy}>
          Copy
        </Button>
      </div>
    </div>
  );
}

/** The same, with nothing to press: for the panel that tells of a message. */
export function FailureText({ failure }: Pick<FailureWordsProps, 'failure'>) {
  return (
    <div className={classes['note']} role="note">
      <p className={classes['sentence']}>{failure.sentence}</p>
      <p className={classes['advice']}>{failure.advice}</p>
      <div className={classes['foot']}>
        {failure.code === undefined ? null : <span>Code {failure.code}</span>}
        {failure.details === undefined ? null : <span className={classes['details']}>{failure.details}</span>}
      </div>
    </div>
  );
}

type LapsedWordsProps = {
  readonly hasText: boolean;
  readonly onChooseTemplate: () => void;
  readonly onDiscard: () => void;
  readonly tabIndex: number;
};

/** A message whose 24 hours ended while it waited: Meta was not asked, the user is. */
export function LapsedWords({ hasText, onChooseTemplate, onDiscard, tabIndex }: LapsedWordsProps) {
  return (
    <div className={classNames(classes['note'], classes['unconfirmed'])}>
      <p className={classes['sentence']}>The 24 hours ended before this could go out.</p>
      <p className={classes['advice']}>
        It waits here, and goes out by itself if this person writes again.{' '}
        {hasText
          ? 'Or send a template instead: this text then becomes your draft.'
          : 'A template can invite them to.'}
      </p>
      <div className={classes['foot']}>
        <Button tone="link" tabIndex={tabIndex} onClick={onChooseTemplate}>
          {hasText ? 'Send a template instead' : 'Send a template'}
        </Button>
        <Button tone="link" tabIndex={tabIndex} onClick={onDiscard}>
          Discard
        </Button>
      </div>
    </div>
  );
}

type UnconfirmedWordsProps = {
  readonly onCheck: () => void;
  readonly onSendAgain: () => void;
  readonly tabIndex: number;
};

/** A message of which nobody knows whether it went out. It is never sent again by itself. */
export function UnconfirmedWords({ onCheck, onSendAgain, tabIndex }: UnconfirmedWordsProps) {
  return (
    <div className={classNames(classes['note'], classes['unconfirmed'])}>
      <p className={classes['sentence']}>Not confirmed by WhatsApp.</p>
      <p className={classes['advice']}>
        The connection broke while it was being sent, so it may have arrived. If it did, the ticks will say so
        here.
      </p>
      <div className={classes['foot']}>
        <Button tone="link" tabIndex={tabIndex} onClick={onCheck}>
          Check
        </Button>
        <Button tone="link" tabIndex={tabIndex} onClick={onSendAgain}>
          Send again…
        </Button>
      </div>
    </div>
  );
}
