import type { SimulatorClock } from './clock.ts';
import type { Faults } from './faults/faults.ts';
import type { CallBudget } from './limits/call-budget.ts';
import type { PairLimiter } from './limits/pair-limiter.ts';
import type { Throughput } from './limits/throughput.ts';
import type { ResolvedOptions } from './options.ts';
import type { Random } from './random.ts';
import type { Webhooks } from './webhooks/webhooks.ts';
import type { Transport } from './webhooks/transport.ts';
import type { World } from './world/world.ts';

/** The running whole, handed to every part: state, time, chance, the way out, and who wants to hear of changes. */
export type Simulation = {
  readonly options: ResolvedOptions;
  readonly clock: SimulatorClock;
  readonly random: Random;
  readonly world: World;
  readonly webhooks: Webhooks;
  readonly transport: Transport;
  readonly faults: Faults;
  readonly pairs: PairLimiter;
  readonly throughput: Throughput;
  readonly budget: CallBudget;
  /** Where the simulator is reached, without trailing slash. */
  readonly baseUrl: () => string;
  /** Tells the phones page that this person's phone changed. */
  readonly notify: (personId: string) => void;
  /** Who is told; `*` as id means everybody's phone. */
  readonly listeners: Set<(personId: string) => void>;
};
