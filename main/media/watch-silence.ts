/** Nothing for so long: the connection is dead. */
const SILENCE_MS = 30_000;

/** Ends a transfer when nothing arrives for a while, or when `outer` ends it. The owner calls `stop`. */
export function watchSilence(outer: AbortSignal): {
  readonly signal: AbortSignal;
  heard(): void;
  stop(): void;
} {
  const controller = new AbortController();
  const plan = () =>
    setTimeout(() => controller.abort(new Error('Nothing arrived for too long.')), SILENCE_MS);
  let timer = plan();
  return {
    signal: AbortSignal.any([controller.signal, outer]),
    heard() {
      clearTimeout(timer);
      timer = plan();
    },
    stop() {
      clearTimeout(timer);
      // A body that nobody reads to its end would keep its connection.
      controller.abort();
    },
  };
}
