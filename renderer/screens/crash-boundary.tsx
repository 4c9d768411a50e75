import { Component, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { EmptyNote } from '../components/state-note.tsx';
import { copyDiagnostics } from '../store/diagnostics/actions.ts';
import { Feedback } from './feedback.tsx';

type State = { readonly hasFailed: boolean };

/**
 * What is shown when a part of the window could not be drawn. A class, because React has no other way to catch that. The
 * error itself is not shown: it may hold what was to be drawn.
 */
export class CrashBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { hasFailed: false };

  static getDerivedStateFromError(): State {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div role="alert">
        <EmptyNote
          title="This window could not be drawn"
          action={
            <>
              <Button tone="primary" onClick={() => location.reload()}>
                Open it again
              </Button>
              <Button onClick={() => void copyDiagnostics()}>Copy diagnostics</Button>
            </>
          }
        >
          Replies still arrive, and what you wrote and sent is safe. If it stays so, copy the diagnostics,
          which hold no personal data, and send them to your administrator.
        </EmptyNote>
        <Feedback />
      </div>
    );
  }
}
