import type { DueJob, OutboxJob, OutboxStore, SendOnce, SendVerdict } from './outbox.ts';

export type OutboxRunner = {
  /** Looks for due jobs now: call it after a job was added. */
  wake(): void;
  /** Takes no more jobs; resolves when the calls in flight have been settled. */
  stop(): Promise<void>;
};

type OutboxRunnerOptions = {
  readonly store: OutboxStore;
  readonly send: SendOnce;
  /** Epoch ms. */
  readonly now: () => number;
  /** Runs `callback` once after a while; answers the function that cancels it. */
  readonly setTimer: (callback: () => void, afterMs: number) => () => void;
  /** Told of errors of the store and of bugs in `send`; never of a message. */
  readonly log?: ((fact: string, error: unknown) => void) | undefined;
  /** How many people are written to at the same time. */
  readonly concurrency?: number | undefined;
};

/** A due job that cannot be taken (its person has another in flight) is looked for again after this long. */
const BLOCKED_MS = 1_000;
/** A timer set for longer is wrong after the computer has slept. */
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_BACK_OFF_MS = 30_000;

/**
 * Sends what the store holds, until it is stopped. Jobs that were in flight when the process died are judged first, once.
 * Whether two jobs may run at the same time is the store's to say: it hands out one job per person.
 */
export function startOutboxRunner(options: OutboxRunnerOptions): OutboxRunner {
  const { store, send, now, log } = options;
  const concurrency = options.concurrency ?? 4;
  const inFlight = new Set<Promise<void>>();
  const bell = createBell(options.setTimer);

  async function run(): Promise<void> {
    await persist('recover the jobs in flight', () => store.recoverInFlight(now()));
    let failures = 0;
    while (!bell.isStopped()) {
      try {
        // Only what rings from here on is news.
        bell.reset();
        const pauseMs = await fill();
        failures = 0;
        await bell.wait(pauseMs);
      } catch (error) {
        log?.('The outbox could not be read.', error);
        failures += 1;
        await bell.wait(backOff(failures));
      }
    }
    await Promise.all(inFlight);
  }

  /** Starts every job that may start; answers how long there is nothing to do unless the bell rings. */
  async function fill(): Promise<number> {
    let takenAt = now();
    while (inFlight.size < concurrency && !bell.isStopped()) {
      takenAt = now();
      const due = await store.takeDue(takenAt);
      if (due === undefined) break;
      const work: Promise<void> = settle(due).finally(() => {
        inFlight.delete(work);
        bell.ring();
      });
      inFlight.add(work);
    }
    const nextDueAt = await store.findNextDueAt();
    if (nextDueAt === undefined) return LONGEST_PAUSE_MS;
    if (nextDueAt <= takenAt) return BLOCKED_MS;
    return Math.min(LONGEST_PAUSE_MS, Math.max(0, nextDueAt - now()));
  }

  async function settle({ job, attempts }: DueJob): Promise<void> {
    const verdict = await judge(job, attempts);
    await persist('write down a verdict', () => store.settle(job.messageId, verdict, now()));
  }

  async function judge(job: OutboxJob, attempts: number): Promise<SendVerdict> {
    try {
      return await send(job, attempts);
    } catch (error) {
      log?.('A send threw, which it must not.', error);
      return { kind: 'unknown', reason: 'The call to Meta ended in an error of this program.' };
    }
  }

  /** Repeats until the store obeys. When stopped meanwhile it gives up: the job stays in flight, and is judged at the next start. */
  async function persist(purpose: string, action: () => Promise<unknown>): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      try {
        await action();
        return;
      } catch (error) {
        log?.(`The outbox could not ${purpose}.`, error);
        if (bell.isStopped()) return;
        await bell.waitForStop(backOff(failures));
      }
    }
  }

  const running = run();
  return {
    wake: () => bell.ring(),
    stop() {
      bell.stop();
      return running;
    },
  };
}

function backOff(failures: number): number {
  return Math.min(LONGEST_BACK_OFF_MS, 500 * 2 ** (failures - 1));
}

/** What the runner's waits listen to. It owns their timers: after `stop` none is left. */
function createBell(setTimer: OutboxRunnerOptions['setTimer']) {
  let hasRung = false;
  let isStopped = false;
  const waiting = new Set<{ readonly finish: () => void; readonly isForStop: boolean }>();

  function pause(afterMs: number, isForStop: boolean): Promise<void> {
    return new Promise((resolve) => {
      const waiter = {
        isForStop,
        finish: () => {
          cancel();
          waiting.delete(waiter);
          resolve();
        },
      };
      waiting.add(waiter);
      const cancel = setTimer(waiter.finish, afterMs);
    });
  }

  return {
    isStopped: () => isStopped,
    reset: () => {
      hasRung = false;
    },
    /** Ends early when the bell has rung since `reset`, rings, or is stopped. */
    wait: (afterMs: number) => (hasRung || isStopped ? Promise.resolve() : pause(afterMs, false)),
    /** Ends early only when the bell is stopped. */
    waitForStop: (afterMs: number) => (isStopped ? Promise.resolve() : pause(afterMs, true)),
    ring: () => {
      hasRung = true;
      for (const waiter of waiting) if (!waiter.isForStop) waiter.finish();
    },
    stop: () => {
      isStopped = true;
      for (const waiter of waiting) waiter.finish();
    },
  };
}
