import type { z } from 'zod';
import type { Simulation } from '../simulation.ts';
import { commands } from './commands.ts';

type Commands = typeof commands;
export type CommandName = keyof Commands;
type Input<Name extends CommandName> = z.input<Commands[Name]['schema']>;
type Output<Name extends CommandName> = Awaited<ReturnType<Commands[Name]['run']>>;

/** The control interface in the same process: one method per command, one object in, a promise out. Rejects with a zod error for bad input and a `TypeError` for an unknown person or number. */
export type Control = {
  readonly [Name in CommandName]: (
    ...input: {} extends Input<Name> ? [input?: Input<Name>] : [input: Input<Name>]
  ) => Promise<Output<Name>>;
};

/** Binds the commands to a running simulation. */
export function createControl(simulation: Simulation): Control {
  const bound = Object.keys(commands).map((name) => [
    name,
    (input: unknown) => runCommand(simulation, name, input),
  ]);
  // The mapped type says of each name what the table says of it; the entries lose that.
  return Object.fromEntries(bound) as Control;
}

/** Runs a command by name with input not yet checked; undefined where there is no such command. */
export async function runCommand(simulation: Simulation, name: string, input: unknown): Promise<unknown> {
  const found = (
    Object.entries(commands) as readonly [
      string,
      { readonly schema: z.ZodType; readonly run: (simulation: Simulation, input: never) => unknown },
    ][]
  ).find(([key]) => key === name)?.[1];
  if (found === undefined) throw new RangeError(`No command "${name}"`);
  // `run` takes exactly what its own schema puts out.
  return found.run(simulation, found.schema.parse(input ?? {}) as never);
}
