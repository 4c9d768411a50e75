import { setTimeout as wait } from 'node:timers/promises';
import { recordInbound } from '../inbound/receive.ts';
import type { Simulation } from '../simulation.ts';
import type { PhoneNumber } from '../world/entities.ts';
import { ensurePerson } from '../world/people.ts';

export type BurstOrder = {
  readonly count: number;
  /** People who write in turn, on numbers from 447700 900111 upwards. */
  readonly people: number;
  readonly concurrency: number;
  /** Webhooks per second of wall time; 0 is as fast as the callback answers. */
  readonly ratePerSecond: number;
  readonly text: string;
};

export type BurstResult = {
  readonly count: number;
  readonly acknowledged: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Wall-clock milliseconds until the callback answered. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
};

/** Texts from many people, `concurrency` bodies in flight, each posted alone and measured; a failed one is retried later as usual. */
export async function runBurst(
  simulation: Simulation,
  phoneNumber: PhoneNumber,
  order: BurstOrder,
): Promise<BurstResult> {
  const durations: number[] = [];
  const startedAt = performance.now();
  let started = 0;
  let acknowledged = 0;
  const concurrencyBefore = simulation.webhooks.settings.concurrency;
  simulation.webhooks.settings.concurrency = Math.max(order.concurrency, concurrencyBefore);

  async function work(): Promise<void> {
    while (started < order.count) {
      const index = started++;
      const dueAt = order.ratePerSecond === 0 ? 0 : startedAt + (index * 1_000) / order.ratePerSecond;
      const early = dueAt - performance.now();
      if (early > 1) await wait(early);
      const person = ensurePerson(simulation.world, phoneOf(index % order.people));
      const { update } = recordInbound(simulation, person, phoneNumber, {
        type: 'text',
        payload: { text: { body: `${order.text} ${index + 1}` } },
        context: undefined,
        omits: [],
        quotedId: undefined,
      });
      const answer = await simulation.webhooks.emitNow(update);
      durations.push(answer.durationMs);
      if (answer.isAcknowledged) acknowledged += 1;
    }
  }

  await Promise.all(Array.from({ length: Math.min(order.concurrency, order.count) }, work));
  simulation.webhooks.settings.concurrency = concurrencyBefore;
  simulation.notify('*');
  return summarise(durations, acknowledged, (performance.now() - startedAt) / 1_000);
}

// Last three digits 111 to 910: none of them ends like a scripted number.
function phoneOf(index: number): string {
  return `4477009${String(Math.floor(index / 800)).padStart(2, '0')}${String((index % 800) + 111)}`;
}

function summarise(durations: number[], acknowledged: number, seconds: number): BurstResult {
  const sorted = durations.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    count: durations.length,
    acknowledged,
    seconds,
    perSecond: durations.length / seconds,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    maxMs: sorted.at(-1) ?? 0,
  };
}
