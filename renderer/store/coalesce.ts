/**
 * Runs `run` at most once at a time. A call while it runs asks for one more run afterwards, however many calls come:
 * a burst of change sets costs two fetches, and the last one always sees the newest state.
 */
export function coalesce(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  const loop = async () => {
    try {
      do {
        isAskedAgain = false;
        await run();
      } while (isAskedAgain);
    } finally {
      running = undefined;
    }
  };
  return () => {
    isAskedAgain = true;
    running ??= loop();
    return running;
  };
}
