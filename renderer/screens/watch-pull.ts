export type PullWatch = {
  /** Whether a movement at this time (of `performance.now()`), if it goes up, is the reader's. */
  isPulled(now: number): boolean;
  /** Whether a movement at this time is the reader's, wherever it goes. */
  isMoved(now: number): boolean;
  /** The reader asked for another place, by a click elsewhere: the next movement is theirs. */
  expectMove(now: number): void;
  /** A size has changed: for a moment the list itself moves what it shows. */
  noteSize(now: number): void;
  stop(): void;
};

/** A turn of the wheel is spread over this time by the browser; a jump to a message takes some frames. */
const PULL_MS = 400;
/** Virtuoso has measured what is new, and moved the list accordingly, within this time. */
const MEASURING_MS = 300;
const KEYS_UP: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home']);

/**
 * Tells movements of the reader from those of the list: by the wheel, a finger, a held button (the scrollbar, selecting) and
 * keys; and where nothing has changed its size lately, any movement is the reader's (a screen reader makes no events).
 */
export function watchPull(log: HTMLElement): PullWatch {
  let pulledAt = Number.NEGATIVE_INFINITY;
  let touchedAt = Number.NEGATIVE_INFINITY;
  let sizedAt = Number.NEGATIVE_INFINITY;
  let isHeld = false;
  const listening = new AbortController();
  const options = { passive: true, signal: listening.signal } as const;
  const touch = (event: Event) => {
    touchedAt = event.timeStamp;
  };
  const pull = (event: Event) => {
    pulledAt = event.timeStamp;
    touch(event);
  };
  const release = (event: Event) => {
    if (isHeld) pull(event);
    isHeld = false;
  };
  const turn = (event: WheelEvent) => {
    if (event.deltaY < 0) pull(event);
    // Who turns back goes towards the end.
    if (event.deltaY > 0) pulledAt = Number.NEGATIVE_INFINITY;
  };
  const isLately = (then: number, now: number) =>
    isHeld || now - then < PULL_MS || now - sizedAt > MEASURING_MS;
  log.addEventListener('wheel', touch, options);
  log.addEventListener('keydown', touch, options);
  log.addEventListener('wheel', turn, options);
  log.addEventListener('touchmove', pull, options);
  log.addEventListener('keydown', (event) => KEYS_UP.has(event.key) && pull(event), options);
  log.addEventListener('pointerdown', () => void (isHeld = true), options);
  window.addEventListener('pointerup', release, options);
  window.addEventListener('pointercancel', release, options);
  window.addEventListener('blur', release, options);
  return {
    isPulled: (now) => isLately(pulledAt, now),
    isMoved: (now) => isLately(touchedAt, now),
    expectMove(now) {
      pulledAt = now;
      touchedAt = now;
    },
    noteSize(now) {
      sizedAt = now;
    },
    stop: () => listening.abort(),
  };
}
