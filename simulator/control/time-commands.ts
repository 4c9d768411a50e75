import { z } from 'zod';
import { setTimeout as wait } from 'node:timers/promises';
import { fillWorld } from '../world/world.ts';
import { command } from './command.ts';

const POLL_MS = 2;

/** Time, rest and beginning again. */
export const timeCommands = {
  /** Moves the clock forward; whatever has become due happens at once, in order. */
  advanceClock: command(z.object({ milliseconds: z.coerce.number().min(0) }), (simulation, input) => {
    simulation.clock.advance(input.milliseconds);
    return { now: simulation.clock.now() };
  }),

  /** Resolves when nothing waits and no webhook is on its way: every status has gone out and been answered. */
  whenIdle: command(z.object({ timeoutMs: z.coerce.number().default(10_000) }), async (simulation, input) => {
    const deadline = performance.now() + input.timeoutMs;
    const isBusy = (): boolean =>
      simulation.clock.pendingCount() > 0 || simulation.webhooks.pendingCount() > 0;
    while (isBusy() && performance.now() < deadline) await wait(POLL_MS);
    return { isIdle: !isBusy() };
  }),

  /** The world as at the start; callbacks stay subscribed. Waiting statuses, retries and faults are gone. */
  reset: command(z.object({}), (simulation) => {
    simulation.clock.clear();
    simulation.webhooks.clear();
    simulation.faults.clear();
    simulation.pairs.clear();
    simulation.throughput.clear();
    simulation.budget.clear();
    fillWorld(simulation.world, simulation.options.world(simulation.clock.now()));
    simulation.notify('*');
    return { success: true };
  }),
};
