import { callMain } from '../../api.ts';
import { getApp, subscribeApp } from '../app-store.ts';
import { describeOpenPlace } from './open-place.ts';

const SETTLED_MS = 400;

/** Tells main what is shown, once it has been shown for a moment, so that it is there again after a crash. Answers its end. */
export function keepPlace(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = getApp().navigation;
  const save = () => {
    // Nobody is signed in: there is nothing to come back to.
    if (getApp().frame.snapshot?.user === undefined) return;
    callMain('app:save-place', { ...describeOpenPlace(kept) }).catch(() => {
      // It is there for a crash that will probably not come; the next movement tries again.
    });
  };
  const stop = subscribeApp(({ navigation }) => {
    if (navigation === kept) return;
    kept = navigation;
    clearTimeout(timer);
    timer = setTimeout(save, SETTLED_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
