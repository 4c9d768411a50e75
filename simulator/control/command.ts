import type { z } from 'zod';
import type { Simulation } from '../simulation.ts';

/** One thing that the control interface can do: what it takes, and what it answers. */
export type Command<Schema extends z.ZodType, Output> = {
  readonly schema: Schema;
  readonly run: (simulation: Simulation, input: z.output<Schema>) => Output | Promise<Output>;
};

/** Declares a command; its types derive from the schema and the function. */
export function command<Schema extends z.ZodType, Output>(
  schema: Schema,
  run: Command<Schema, Output>['run'],
): Command<Schema, Output> {
  return { schema, run };
}
