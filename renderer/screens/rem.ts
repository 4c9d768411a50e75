import { useSyncExternalStore } from 'react';

/** The pixels of one rem at the text size that is set now. Virtual lists and layouts count in pixels. */
export function readRem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** As `readRem`, and renders again when it changes (zooming and resizing tell of it). */
export function useRem(): number {
  return useSyncExternalStore(onResize, readRem);
}

/** Answers the function that ends the subscription. */
export function onResize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}
