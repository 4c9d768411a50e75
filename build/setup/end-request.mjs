// @ts-check
/** How often this process was asked to end does not matter; that it was, does. */
const request = new AbortController();

const LOOK_FOR_PARENT_MS = 500;

/** Aborted by Ctrl-C, by a kill, by a terminal that was closed, or by the end of the npm that started this. */
export const endRequest = request.signal;

/**
 * From here on a request to end is a fact to act on. The listeners stay for good: npm passes on the Ctrl-C that the
 * terminal has already delivered, and the second one must not cut the clean-up short.
 */
export function catchEndRequests() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => request.abort());
  watchParent();
}

/** npm runs a script in a shell, and a shell that is killed does not pass it on: its end is all that can be seen. */
function watchParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    request.abort();
  }, LOOK_FOR_PARENT_MS);
  watch.unref();
}
