import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** The first and the last message of which a line is in view. */
export type VisibleMessages = { readonly firstId: string; readonly lastId: string };

/**
 * Which messages are really in view, by measuring those that exist. Virtuoso's own range counts what it rendered ahead,
 * and a message that was only rendered has not been read.
 */
export function useVisibleMessages(
  log: RefObject<HTMLElement | null>,
  /** Whether there is a list to look at. */
  isThere: boolean,
): {
  readonly visible: VisibleMessages | undefined;
  readonly measure: () => void;
} {
  const [visible, setVisible] = useState<VisibleMessages | undefined>(undefined);
  const frame = useRef(0);
  const measure = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const next = log.current === null ? undefined : findVisible(log.current);
      setVisible((before) =>
        before?.firstId === next?.firstId && before?.lastId === next?.lastId ? before : next,
      );
    });
  }, [log]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  useEffect(() => {
    if (!isThere || log.current === null) return undefined;
    // The list tells of its range before its rows exist; where nothing moves afterwards, nobody else would tell.
    const observer = new MutationObserver(measure);
    observer.observe(log.current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [isThere, log, measure]);
  return { visible, measure };
}

/** A message counts as seen from its first line on: a long one need not fit. */
const FIRST_LINE_PX = 24;

function findVisible(log: HTMLElement): VisibleMessages | undefined {
  const { top, bottom } = log.getBoundingClientRect();
  const inView = [...log.querySelectorAll<HTMLElement>('[data-message-id]')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.bottom > top + FIRST_LINE_PX && box.top < bottom - FIRST_LINE_PX;
  });
  const firstId = inView[0]?.dataset['messageId'];
  const lastId = inView.at(-1)?.dataset['messageId'];
  return firstId === undefined || lastId === undefined ? undefined : { firstId, lastId };
}
