import { useEffect, useRef } from 'react';

/**
 * Enter may come before the answer to what was just typed. The choice waits for that answer, so that nobody gets what an
 * earlier question had found. Answers what the key calls.
 */
export function useSettledChoice<Hit>(isSettled: boolean, hit: Hit, choose: (hit: Hit) => void): () => void {
  const isWaiting = useRef(false);
  useEffect(() => {
    if (!isSettled || !isWaiting.current) return;
    isWaiting.current = false;
    choose(hit);
  });
  return () => {
    if (isSettled) choose(hit);
    else isWaiting.current = true;
  };
}
