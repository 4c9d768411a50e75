import type { OutboxJob, OutboxStore, SendOnce, SendVerdict } from '../../shared/outbound/outbox.ts';

/** Meta takes 80 messages a second on a number, in and out together (source: Meta, throughput): this leaves room for replies. */
const PER_SECOND = 60;
const BURST = 20;
/** One message in six seconds to one person, once a burst has used up their allowance (source: Meta, pair rate limits). */
const PAIR_MS = 6_500;
/** A burst of 45 is paid back after this long without another refusal. */
const PAIR_MEMORY_MS = 5 * 60_000;
const MOST_PAIRS = 10_000;

/** What slows the whole number down, not only one message: 130429 throughput, 4 and 80007 calls of the app or account. */
const NUMBER_LIMITS: ReadonlySet<number> = new Set([4, 80_007, 130_429]);
const PAIR_LIMIT = 131_056;

export type Pace = {
  /** Hands out no more jobs than Meta takes, and none while it has told the number to wait. */
  pace(store: OutboxStore): OutboxStore;
  /** Learns from Meta's answers, and does not call where the answer is known to be "too soon". */
  watch(send: SendOnce): SendOnce;
};

/** Meta's limits of one number, kept to before it has to refuse. `steady` counts ms and never jumps; `now` is epoch ms. */
export function createPace(clock: { readonly now: () => number; readonly steady: () => number }): Pace {
  const { now, steady } = clock;
  const bucket = createBucket(steady);
  const pairs = createPairs(steady);
  let quietUntil = Number.NEGATIVE_INFINITY;

  return {
    pace: (store) => ({
      ...store,
      async takeDue(at) {
        if (steady() < quietUntil || !bucket.has()) return undefined;
        const due = await store.takeDue(at);
        if (due !== undefined) bucket.take();
        return due;
      },
      async findNextDueAt() {
        const next = await store.findNextDueAt();
        if (next === undefined) return undefined;
        const waitMs = Math.max(quietUntil - steady(), bucket.waitMs());
        return waitMs > 0 ? Math.max(next, now() + Math.ceil(waitMs)) : next;
      },
    }),
    watch: (send) => async (job, attempts) => {
      const tooSoon = pairs.check(job);
      if (tooSoon !== undefined) return tooSoon;
      const verdict = await send(job, pairs.countRefusals(job) ?? attempts);
      pairs.learn(job, verdict);
      if (verdict.kind === 'try-later' && NUMBER_LIMITS.has(verdict.failure.code ?? 0)) {
        quietUntil = Math.max(quietUntil, steady() + verdict.afterMs);
      }
      return verdict;
    },
  };
}

function createBucket(steady: () => number) {
  let level = BURST;
  let filledAt = steady();
  const fill = () => {
    const at = steady();
    level = Math.min(BURST, level + ((at - filledAt) * PER_SECOND) / 1_000);
    filledAt = at;
  };
  return {
    has() {
      fill();
      return level >= 1;
    },
    take() {
      level -= 1;
    },
    /** Until there is one more. */
    waitMs() {
      fill();
      return ((1 - level) * 1_000) / PER_SECOND;
    },
  };
}

type Pair = {
  refusedAt: number;
  calledAt: number;
  refusal: Extract<SendVerdict, { kind: 'try-later' }>;
  /** In a row, and from Meta: a pause that we made ourselves must not lengthen the next one. */
  refusals: number;
};

/** People who were refused for too many messages of late. Their messages keep their order: the store sees to that. */
function createPairs(steady: () => number) {
  const pairs = new Map<string, Pair>();
  return {
    check(job: OutboxJob): SendVerdict | undefined {
      const pair = pairs.get(nameOf(job));
      if (pair === undefined) return undefined;
      const at = steady();
      if (at - pair.refusedAt > PAIR_MEMORY_MS) {
        pairs.delete(nameOf(job));
        return undefined;
      }
      const waitMs = Math.ceil(pair.calledAt + PAIR_MS - at);
      if (waitMs > 0 && waitMs <= PAIR_MS) return { ...pair.refusal, afterMs: waitMs };
      pair.calledAt = at;
      return undefined;
    },
    countRefusals: (job: OutboxJob) => pairs.get(nameOf(job))?.refusals,
    learn(job: OutboxJob, verdict: SendVerdict): void {
      const name = nameOf(job);
      const known = pairs.get(name);
      if (verdict.kind !== 'try-later' || verdict.failure.code !== PAIR_LIMIT) {
        if (known !== undefined) known.refusals = 0;
        return;
      }
      if (pairs.size >= MOST_PAIRS) pairs.clear();
      const at = steady();
      const refusals = (known?.refusals ?? 0) + 1;
      pairs.set(name, { refusedAt: at, calledAt: at, refusal: verdict, refusals });
    },
  };
}

function nameOf({ channelId, addressee }: OutboxJob): string {
  return `${channelId} ${'to' in addressee ? addressee.to : addressee.recipient}`;
}
