import { decideFollow } from './decide-follow.ts';
import { holdPlace } from './hold-place.ts';
import { watchPull } from './watch-pull.ts';

export type Following = {
  /** Goes to the end, and stays there. */
  goToEnd(): void;
  /** The list is about to be moved for the reader, away from the end perhaps. */
  expectMove(): void;
  /** Whether the end of the list may be followed at all. Forbidding it forgets the wish to. */
  allow(isAllowed: boolean): void;
  stop(): void;
};

type FollowingOptions = {
  /** Where the reader's gestures arrive: the scroller, or what holds it. */
  readonly log: HTMLElement;
  readonly startsAtEnd: boolean;
  readonly isAllowed: boolean;
  /** Whether the end of the last message is in view, or almost. Measured: heights of the list are guesses. */
  readonly isEndInView: () => boolean;
  /** Called with whether the reader stands at the end, after each movement. */
  readonly onMove: (isAtEnd: boolean) => void;
};

/** Keeps a scroller at its end while its reader stands there, and elsewhere where it is; see `useFollowEnd`. The caller stops it. */
export function startFollowing(scroller: HTMLElement, options: FollowingOptions): Following {
  const { startsAtEnd, isEndInView, onMove } = options;
  let { isAllowed } = options;
  let isFollowing = startsAtEnd && isAllowed;
  let top = scroller.scrollTop;
  const pulls = watchPull(options.log);
  const place = holdPlace(scroller);
  /** The reader has begun to move, and has not come to rest. */
  let isMoving = false;
  const pin = () => {
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: 'instant' });
    top = scroller.scrollTop;
  };
  const decide = (movedUp: boolean) => {
    const isInView = isEndInView();
    const isPulled = pulls.isPulled(performance.now());
    isFollowing =
      isAllowed && decideFollow({ wasFollowing: isFollowing, movedUp, isPulled, isEndInView: isInView });
    onMove(isFollowing || isInView);
  };
  const onScroll = () => {
    const movedUp = scroller.scrollTop < top;
    top = scroller.scrollTop;
    decide(movedUp);
    // Virtuoso has put what it shows elsewhere.
    if (movedUp && isFollowing) pin();
    if (pulls.isMoved(performance.now())) {
      isMoving = true;
      place.forget();
    } else if (!isFollowing) place.restore();
  };
  const onRest = () => {
    decide(false);
    // What the list itself has scrolled, while it looks for where it is to open, is no place that the reader chose.
    if (!isMoving) return;
    isMoving = false;
    place.note();
  };
  const sizes = new ResizeObserver(() => {
    const now = performance.now();
    pulls.noteSize(now);
    // A pull is seen here first where what comes into view has another size than was guessed.
    decide(scroller.scrollTop < top);
    top = scroller.scrollTop;
    if (isFollowing) pin();
    // While the reader moves, putting anything back would stop them.
    else if (pulls.isMoved(now)) place.note();
    else place.restore();
  });
  for (const element of listSized(scroller)) sizes.observe(element, { box: 'border-box' });
  scroller.addEventListener('scroll', onScroll, { passive: true });
  scroller.addEventListener('scrollend', onRest, { passive: true });
  return {
    goToEnd() {
      isFollowing = isAllowed;
      place.forget();
      pin();
    },
    expectMove() {
      pulls.expectMove(performance.now());
      place.forget();
    },
    allow(value) {
      isAllowed = value;
      isFollowing &&= value;
    },
    stop() {
      pulls.stop();
      sizes.disconnect();
      scroller.removeEventListener('scroll', onScroll);
      scroller.removeEventListener('scrollend', onRest);
    },
  };
}

/** The scroller itself and what makes its height: the header, list and footer that Virtuoso puts into its one viewport. */
function listSized(scroller: HTMLElement): readonly Element[] {
  return [scroller, ...(scroller.firstElementChild?.children ?? [])];
}
