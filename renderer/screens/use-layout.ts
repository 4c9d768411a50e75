import { useSyncExternalStore } from 'react';
import { onResize, readRem } from './rem.ts';

/** How many panes fit beside the rail: all three, the list and one more, or one at a time. */
export type Layout = 'three' | 'two' | 'one';

/* In rem, so that large text counts as a narrow window: 1100 and 760 px at the usual size. */
const WIDE_REM = 68.75;
const NARROW_REM = 47.5;

export function useLayout(): Layout {
  return useSyncExternalStore(onResize, readLayout);
}

function readLayout(): Layout {
  const width = window.innerWidth / readRem();
  if (width >= WIDE_REM) return 'three';
  return width >= NARROW_REM ? 'two' : 'one';
}
