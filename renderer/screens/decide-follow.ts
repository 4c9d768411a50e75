/** What is known after a scroller has moved or something in it has changed its size. */
export type ScrollFacts = {
  readonly wasFollowing: boolean;
  readonly movedUp: boolean;
  /** Whether the reader moves it, not the list itself while it measures. */
  readonly isPulled: boolean;
  /** Whether the end of the last message is in view, or almost. */
  readonly isEndInView: boolean;
};

/**
 * Whether the reader follows the end. Only pulling up ends it: what arrives below, a message that grows and a window that
 * shrinks leave a distance to the end, but nobody has gone away from it. Where a pull comes to rest, it is asked again.
 */
export function decideFollow({ wasFollowing, movedUp, isPulled, isEndInView }: ScrollFacts): boolean {
  if (movedUp && isPulled) return false;
  return wasFollowing || isEndInView;
}
