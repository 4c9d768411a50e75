import { useEffect } from 'react';
import { Button } from '../components/button.tsx';
import { useApp } from '../store/app-store.ts';
import { findOpenThread } from '../store/compose/open-thread.ts';
import { selectUser } from '../store/frame/selectors.ts';
import { openConversation } from '../store/navigation/actions.ts';
import { tickAt } from '../store/ticker.ts';
import { explainOpenThread } from '../words/window-words.ts';
import classes from './compose-pane.module.css';

/** Over the choice of a template: says that none is needed, where the person's service window is open or opens now. */
export function OpenWindowBar() {
  const userId = useApp((state) => selectUser(state)?.id);
  const now = useApp((state) => state.now);
  const thread = useApp((state) => findOpenThread(state.compose, userId, state.now));
  const closesAt = thread?.windowClosesAt;
  useEffect(() => (closesAt === undefined ? undefined : tickAt(closesAt)), [closesAt]);
  return (
    // Always there, so that a reader hears what appears in it.
    <div role="status">
      {thread === undefined || closesAt === undefined ? null : (
        <div className={classes['open-window']}>
          <p>{explainOpenThread(thread, closesAt, userId, now)}</p>
          <Button onClick={() => openConversation(thread.id)}>Open the conversation</Button>
        </div>
      )}
    </div>
  );
}
