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

async function settleMicrotasks(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
}
