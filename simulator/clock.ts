/** Where "now" comes from and how long a wait lasts. Everything in the simulator that waits, waits here, so that stopping it stops everything. */
export type SimulatorClock = {
  /** Epoch milliseconds for stamps and lifetimes: the wall clock plus what was advanced. Not compressed, so that it agrees with the clocks of relay and desktop. */
  readonly now: () => number;
  /** Compressed milliseconds since the start, for limiters: one second of wall time counts as `speed` seconds. */
  readonly elapsed: () => number;
  /** Runs `task` once after `delayMs` simulated milliseconds (divided by `speed` in wall time). */
  readonly after: (delayMs: number, task: () => void) => void;
  /** Moves the clock forward and at once runs, in order, every task that has become due. */
  readonly advance: (milliseconds: number) => void;
  /** How many tasks still wait. */
  readonly pendingCount: () => number;
  /** Drops every waiting task. */
  readonly clear: () => void;
};

type Task = { readonly run: () => void; dueAt: number; timer: NodeJS.Timeout };

/** `speed` 1 is real time; 100 lets a simulated second pass in 10 ms. `wallClock` returns epoch milliseconds. */
export function createClock(wallClock: () => number, speed: number): SimulatorClock {
  const startedAt = wallClock();
  const tasks = new Set<Task>();
  let offset = 0;
  const elapsed = (): number => (wallClock() - startedAt) * speed + offset;

  function after(delayMs: number, run: () => void): void {
    const start = (): void => {
      tasks.delete(task);
      run();
    };
    const task: Task = { run, dueAt: elapsed() + delayMs, timer: setTimeout(start, delayMs / speed) };
    tasks.add(task);
  }

  function advance(milliseconds: number): void {
    offset += milliseconds;
    const waiting = [...tasks].sort((a, b) => a.dueAt - b.dueAt);
    clear();
    for (const task of waiting) {
      const remaining = task.dueAt - elapsed();
      if (remaining <= 0) task.run();
      else after(remaining, task.run);
    }
  }

  function clear(): void {
    for (const task of tasks) clearTimeout(task.timer);
    tasks.clear();
  }

  return { now: () => wallClock() + offset, elapsed, after, advance, pendingCount: () => tasks.size, clear };
}
