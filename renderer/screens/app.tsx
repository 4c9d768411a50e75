import { FailureNote } from '../components/state-note.tsx';
import { useApp } from '../store/app-store.ts';
import { loadSnapshot } from '../store/frame/actions.ts';
import { selectUser } from '../store/frame/selectors.ts';
import { Feedback } from './feedback.tsx';
import { Frame } from './frame.tsx';
import { SignIn } from './sign-in.tsx';
import classes from './frame.module.css';

/** The window: signing in, or the frame with everything in it. */
export function App() {
  const phase = useApp((state) => state.frame.phase);
  return (
    <>
      {phase === 'starting' ? (
        <div className={classes['starting']} role="status" aria-label="Starting" />
      ) : null}
      {phase === 'failed' ? <StartFailure /> : null}
      {phase === 'ready' ? <Ready /> : null}
      <Feedback />
    </>
  );
}

function Ready() {
  const user = useApp(selectUser);
  return user === undefined ? <SignIn /> : <Frame />;
}

function StartFailure() {
  const failure = useApp((state) => state.frame.failure);
  return (
    <FailureNote
      title="Colleague Messaging could not start"
      text={failure ?? 'The window got no answer from the app.'}
      onRetry={() => void loadSnapshot()}
    />
  );
}
