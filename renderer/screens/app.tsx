import { useLayoutEffect } from 'react';
import { Starting } from '../components/starting.tsx';
import { FailureNote } from '../components/state-note.tsx';
import { useApp } from '../store/app-store.ts';
import { loadSnapshot } from '../store/frame/actions.ts';
import { selectPreferences } from '../store/frame/preferences.ts';
import { selectIsLocked, selectIsOpening, selectNotices, selectUser } from '../store/frame/selectors.ts';
import { DeskClosed, findClosed } from './desk-closed.tsx';
import { Feedback } from './feedback.tsx';
import { Frame } from './frame.tsx';
import { LockScreen } from './lock-screen.tsx';
import { ProxyQuestion } from './proxy-question.tsx';
import { SignIn } from './sign-in.tsx';

/** The window: signing in, or the frame with everything in it. */
export function App() {
  const phase = useApp((state) => state.frame.phase);
  const isLocked = useApp(selectIsLocked);
  useTextSize();
  return (
    <>
      {phase === 'starting' ? <Starting /> : null}
      {phase === 'failed' ? <StartFailure /> : null}
      {phase === 'ready' ? <Ready /> : null}
      <ProxyQuestion />
      {isLocked ? null : <Feedback />}
    </>
  );
}

/** On the root, so that everything that is measured in rem follows. */
function useTextSize(): void {
  const textSize = useApp((state) => selectPreferences(state).textSize);
  useLayoutEffect(() => {
    document.documentElement.dataset['textSize'] = String(textSize);
    // Those who measure in rem listen for the window's size.
    window.dispatchEvent(new Event('resize'));
  }, [textSize]);
}

function Ready() {
  const user = useApp(selectUser);
  const isOpening = useApp(selectIsOpening);
  const closed = findClosed(useApp(selectNotices));
  const lock = useApp((state) => state.frame.snapshot?.lock);
  if (lock !== undefined && (lock.isLocked || lock.needsPin)) return <LockScreen lock={lock} />;
  if (user !== undefined) return <Frame />;
  if (isOpening) return <Starting />;
  return closed === undefined ? <SignIn /> : <DeskClosed notice={closed} />;
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
