/** Resolves after a while, or as soon as `early` has settled. */
export function waitFor(afterMs: number, early: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, afterMs);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    early.then(end, end);
  });
}
