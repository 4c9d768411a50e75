import type { RelayContext } from '../context.ts';

/** Why the relay should get no traffic. The words are for machines and for whoever reads the answer of /readyz. */
export type Unreadiness = 'stopping' | 'the disk is full' | 'the disk fails' | 'the log cannot be reached';

export type Readiness = {
  /** Undefined: ready. Looks at the log itself, unless somebody asked a moment ago. Never throws. */
  find(): Promise<Unreadiness | undefined>;
  /** From now on it is not ready. */
  stop(): void;
};

/** Whoever asks more often gets the last answer: a stranger must not make the disk work. */
const FRESH_MS = 2_000;
/** A log that has not answered by then cannot be reached. */
const PROBE_MS = 3_000;

export function createReadiness(
  { log, diskState, elapsed }: Pick<RelayContext, 'log' | 'diskState' | 'elapsed'>,
  probeMs = PROBE_MS,
): Readiness {
  let isStopping = false;
  let askedAt = -Infinity;
  let isReached = Promise.resolve(true);

  function judge(reached: boolean): Unreadiness | undefined {
    if (isStopping) return 'stopping';
    const state = diskState();
    if (state === 'full') return 'the disk is full';
    if (state === 'failing') return 'the disk fails';
    return reached ? undefined : 'the log cannot be reached';
  }

  return {
    async find() {
      if (elapsed() - askedAt >= FRESH_MS) {
        askedAt = elapsed();
        isReached = within(probeMs, log.probe());
      }
      return judge(await isReached);
    },
    stop() {
      isStopping = true;
    },
  };
}

/** Whether the work succeeded in time. */
async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
