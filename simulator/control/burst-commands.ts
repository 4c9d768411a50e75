import { z } from 'zod';
import { runBurst } from './burst.ts';
import { command } from './command.ts';
import { getPhoneNumber, numberKey } from './fields.ts';

/** Load, for benches and for the test that kills the relay in the middle. */
export const burstCommands = {
  /** Resolves when every webhook has had its first answer. */
  burst: command(
    z.object({
      count: z.coerce.number().int().min(1).max(1_000_000),
      people: z.coerce.number().int().min(1).max(50_000).default(100),
      concurrency: z.coerce.number().int().min(1).max(512).default(32),
      ratePerSecond: z.coerce.number().min(0).default(0),
      text: z.string().default('Burst message'),
      to: numberKey,
    }),
    (simulation, { to, ...order }) => runBurst(simulation, getPhoneNumber(simulation, to), order),
  ),
};
