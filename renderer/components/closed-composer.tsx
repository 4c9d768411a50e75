import { Ban, FileText } from 'lucide-react';
import type { ComposerFace } from '../words/decide-composer.ts';
import { Button } from './button.tsx';
import classes from './composer.module.css';

type ClosedComposerProps = {
  readonly face: Exclude<ComposerFace, { kind: 'write' }>;
  /** What was typed before the window closed: kept, and shown. */
  readonly draft: string;
  readonly onChooseTemplate: () => void;
};

/** The foot of a chat in which free text cannot be sent: says why, and offers what can. */
export function ClosedComposer({ face, draft, onChooseTemplate }: ClosedComposerProps) {
  return (
    <section className={classes['composer']} aria-label="Sending is limited">
      <div className={classes['closed']}>
        {face.kind === 'blocked' ? <Ban size="1.125rem" aria-hidden /> : null}
        <div className={classes['closed-words']}>
          <p className={classes['closed-title']}>{face.title}</p>
          <p className={classes['closed-text']}>{face.explanation}</p>
        </div>
        {face.kind === 'choose-template' ? (
          <Button tone="primary" onClick={onChooseTemplate}>
            <FileText size="0.9375rem" aria-hidden />
            Choose a template
          </Button>
        ) : null}
        {draft.trim() === '' ? null : (
          <div className={classes['draft']} data-selectable="">
            <span className={classes['draft-label']}>Your draft is kept</span>
            {draft}
          </div>
        )}
      </div>
    </section>
  );
}
