import { z } from 'zod';
import { faultKinds } from '../faults/faults.ts';
import { command } from './command.ts';

/** What shall go wrong. */
export const faultCommands = {
  /** Orders a fault for the next `times` requests that fit. */
  addFault: command(
    z.object({
      kind: z.enum(faultKinds),
      times: z.number().int().min(1).optional(),
      edge: z.string().optional(),
      recipient: z.string().optional(),
      phoneNumberId: z.string().optional(),
      status: z.number().int().min(200).max(599).optional(),
      code: z.number().int().optional(),
      details: z.string().optional(),
      isTransient: z.boolean().optional(),
      isAccepted: z.boolean().optional(),
      delayMs: z.number().min(0).optional(),
      url: z.url().optional(),
    }),
    (simulation, input) => simulation.faults.add(input),
  ),

  listFaults: command(z.object({}), (simulation) => simulation.faults.list()),

  clearFaults: command(z.object({}), (simulation) => {
    simulation.faults.clear();
    return { success: true };
  }),

  /** Versions that Meta has switched off before their time: calls are served by the oldest living one. */
  setDeadVersions: command(
    z.object({ versions: z.array(z.string().regex(/^v\d+\.\d+$/)) }),
    (simulation, input) => {
      simulation.faults.deadVersions.clear();
      for (const version of input.versions) simulation.faults.deadVersions.add(version);
      return { success: true };
    },
  ),
};
