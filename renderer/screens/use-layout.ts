import { useSyncExternalStore } from 'react';

/** How many panes fit beside the rail: all three, the list and one more, or one at a time. */
export type Layout = 'three' | 'two' | 'one';

/* In rem, so that large text counts as a narrow window: 1100 and 760 px at the usual size. */
const WIDE_REM = 68.75;
const NARROW_REM = 47.5;

export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, readLayout);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

function readLayout(): Layout {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const width = window.innerWidth / rem;
  if (width >= WIDE_REM) return 'three';
  return width >= NARROW_REM ? 'two' : 'one';
}
