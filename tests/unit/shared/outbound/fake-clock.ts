/** A clock that moves only when told. */
export function createClock() {
  let time = 1_000_000;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    timers,
    now: () => time,
    setTimer: (run: () => void, afterMs: number) => {
      const timer = { at: time + afterMs, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms: number) {
      const end = time + ms;
      for (;;) {
        await settleMicrotasks();
        const next = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers.delete(next);
        time = Math.max(time, next.at);
        next.run();
      }
      time = end;
    },
  };
}

/** Until nothing is left to do without a timer, however long the chain: a new turn of the loop comes only after it. */
function settleMicrotasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
