import { AppError } from '../../shared/domain/app-error.ts';
import type { AdminContext } from '../context.ts';
import { API_KEY_COMMANDS } from './api-key-commands.ts';
import { COMPACT_COMMAND } from './compact-command.ts';
import { FILE_COMMANDS } from './file-commands.ts';
import { HOOK_COMMANDS } from './hook-commands.ts';
import { COMPANY_COMMANDS } from './company-commands.ts';
import { DEVICE_COMMANDS } from './device-commands.ts';
import { USER_COMMANDS } from './user-commands.ts';

/** What a command has to work with. */
export type CommandContext = AdminContext & {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** All of standard input: for what must not stand on a command line, where others see it. */
  readInput(): Promise<string>;
};

export type Command = {
  /** The words that choose it. */
  readonly name: string;
  readonly parameters: string;
  readonly description: string;
  readonly fewest: number;
  readonly most: number;
  /** Answers the lines to print. Throws AppError with a sentence. */
  run(context: CommandContext, parameters: readonly string[]): Promise<readonly string[]>;
};

/** What operations may do beside serving. All of it works while a relay is running on the same data. */
export const COMMANDS: readonly Command[] = [
  ...USER_COMMANDS,
  ...DEVICE_COMMANDS,
  ...FILE_COMMANDS,
  ...COMPANY_COMMANDS,
  ...API_KEY_COMMANDS,
  ...HOOK_COMMANDS,
  {
    name: 'status',
    parameters: '',
    description: 'tells what the log holds',
    fewest: 0,
    most: 0,
    async run({ log }) {
      const counts = await log.countEntries();
      return [`head\t${await log.findHead()}`, ...counts.map(({ kind, count }) => `${kind}\t${count}`)];
    },
  },
  COMPACT_COMMAND,
  {
    name: 'restored',
    parameters: '',
    description:
      'tells desktops that the database was restored (pg_restore): they read it anew; "restore" does so itself',
    fewest: 0,
    most: 0,
    async run({ log }) {
      await log.write((transaction) => transaction.renewLogId());
      return ['Desktops read the log anew when they connect next. Now start the relays.'];
    },
  },
  {
    name: 'check',
    parameters: '',
    description: 'looks through the whole log for anything that is not as it must be',
    fewest: 0,
    most: 0,
    async run({ log }) {
      const faults = await log.findFaults();
      if (faults.length > 0) throw new AppError('database', faults.join('\n'));
      return [`The log is sound up to entry ${await log.findHead()}.`];
    },
  },
];
