import {
  type RefCallback,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { MessageId } from '../../shared/domain/ids.ts';
import { type Following, startFollowing } from './start-following.ts';

type FollowEnd = {
  /** Takes the element that scrolls: Virtuoso's `scrollerRef`. */
  readonly watch: RefCallback<HTMLElement | Window>;
  /** Whether the reader stands at the end of the list, or so near that it is the same to them. */
  readonly isAtEnd: boolean;
  /** Goes to the end, and stays there. */
  readonly goToEnd: () => void;
  /** Before the list is scrolled for the reader to a message that they asked for. */
  readonly expectMove: () => void;
};

type FollowOptions = {
  /** What holds the list. */
  readonly log: RefObject<HTMLElement | null>;
  readonly lastId: MessageId | undefined;
  /** Whether the list begins at its end; fixed for the life of the list. */
  readonly startsAtEnd: boolean;
  /** False while the end of the list is not the newest message: what is loaded below must not carry the reader along. */
  readonly isNewest: boolean;
};

/**
 * Keeps a list at its end for a reader who stands there, whatever grows: messages that come below, above the last one or
 * in it, the composer, the window. Whoever has scrolled up is not moved.
 *
 * Virtuoso's `followOutput` asks where the list stands at the moment in which a message comes, and forgets the end when
 * two come between two frames (petyosi/react-virtuoso, issues 317, 844, 1026, 1273). So the wish to follow is remembered
 * here, and the browser says when a size has changed: after layout and before paint, so that nothing flickers.
 */
export function useFollowEnd({ log, lastId, startsAtEnd, isNewest }: FollowOptions): FollowEnd {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const watch = useCallback((element: HTMLElement | Window | null) => {
    setScroller(element instanceof HTMLElement ? element : null);
  }, []);
  const [isAtEnd, setIsAtEnd] = useState(startsAtEnd);
  const following = useRef<Following>(undefined);
  const latest = useRef({ lastId, isNewest });
  useLayoutEffect(() => {
    latest.current = { lastId, isNewest };
    following.current?.allow(isNewest);
  }, [lastId, isNewest]);
  useEffect(() => {
    if (scroller === null || log.current === null) return;
    const started = startFollowing(scroller, {
      log: log.current,
      startsAtEnd,
      isAllowed: latest.current.isNewest,
      isEndInView: () => isEndInView(scroller, latest.current.lastId),
      onMove: setIsAtEnd,
    });
    following.current = started;
    return () => started.stop();
  }, [scroller, log, startsAtEnd]);
  const goToEnd = useCallback(() => following.current?.goToEnd(), []);
  const expectMove = useCallback(() => following.current?.expectMove(), []);
  return { watch, isAtEnd, goToEnd, expectMove };
}

/** Who comes this near to the end means the end. */
const NEAR_PX = 48;

function isEndInView(scroller: HTMLElement, lastId: MessageId | undefined): boolean {
  if (lastId === undefined) return true;
  const last = scroller.querySelector(`[data-message-id="${CSS.escape(lastId)}"]`);
  if (last === null) return false;
  return last.getBoundingClientRect().bottom <= scroller.getBoundingClientRect().bottom + NEAR_PX;
}
