import { updateApp } from './app-store.ts';

const TICK_MS = 5_000;

/** Moves `now` on, so that times and countdowns stay right. Answers the function that stops it. */
export function startTicker(): () => void {
  const tick = () => updateApp('now', () => Date.now());
  const timer = setInterval(tick, TICK_MS);
  // Timers sleep with the computer: catch up as soon as somebody looks.
  window.addEventListener('focus', tick);
  document.addEventListener('visibilitychange', tick);
  return () => {
    clearInterval(timer);
    window.removeEventListener('focus', tick);
    document.removeEventListener('visibilitychange', tick);
  };
}

/** Ticks once exactly at `at` (epoch ms), for a state that must change on the second. Answers the function that stops it. */
export function tickAt(at: number): () => void {
  const timer = setTimeout(() => updateApp('now', () => Date.now()), Math.max(0, at - Date.now()) + 5);
  return () => clearTimeout(timer);
}
