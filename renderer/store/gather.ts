/** One run for all that was asked for since the first ask of a burst; nothing that was asked for is lost. */
export type Gatherer<Ask> = { ask(ask: Ask): void; stop(): void };

/** Puts `run` off until `waitMs` after the first ask. What is asked for meanwhile is joined to it. */
export function gather<Ask>(
  join: (first: Ask, second: Ask) => Ask,
  run: (asked: Ask) => void,
  waitMs: number,
): Gatherer<Ask> {
  let waiting: { asked: Ask; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  const flush = () => {
    const asked = waiting?.asked;
    waiting = undefined;
    if (asked !== undefined) run(asked);
  };
  return {
    ask(ask) {
      if (waiting === undefined) waiting = { asked: ask, timer: setTimeout(flush, waitMs) };
      else waiting.asked = join(waiting.asked, ask);
    },
    stop() {
      clearTimeout(waiting?.timer);
      waiting = undefined;
    },
  };
}
