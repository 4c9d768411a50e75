import path from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';
import type { LogPlace } from '../config.ts';
import { backUp } from '../upkeep/back-up.ts';
import { rewriteLog } from '../upkeep/rewrite-log.ts';
import { restore } from '../upkeep/restore.ts';
import { describeSpace } from './compact-command.ts';
import type { Command } from './commands.ts';
import { readFlags } from './read-flags.ts';

/** A command that works on the files of a log, and so does not open it first. */
export type FileCommand = Omit<Command, 'run'> & {
  run(place: LogPlace, now: number, parameters: readonly string[]): Promise<readonly string[]>;
};

export const FILE_COMMANDS: readonly FileCommand[] = [
  {
    name: 'backup',
    parameters: '<folder>',
    description:
      'copies log and files into a new folder there, while the relay runs; without the key of the secrets',
    fewest: 1,
    most: 1,
    async run(place, now, [into = '']) {
      refusePostgres(
        place,
        'Back it up with pg_dump, and copy the folder media of RELAY_DATA if there is one.',
      );
      const { directory, head, files } = await backUp(place.dataDirectory, path.resolve(into), now);
      return [
        directory,
        `Complete and sound: ${head} entries, ${files} files. Keep the key of the secrets elsewhere.`,
      ];
    },
  },
  {
    name: 'restore',
    parameters: '<folder of a backup> [--replace]',
    description: 'puts a backup in place while no relay runs; with --replace moves aside what is there',
    fewest: 1,
    most: 2,
    async run(place, now, parameters) {
      refusePostgres(place, 'Restore it with pg_restore.');
      const { positionals, flags } = readFlags(parameters, { replace: 'none' });
      const [from = ''] = positionals;
      const { createdAt, head, asideDirectory } = await restore(path.resolve(from), place.dataDirectory, {
        mayReplace: flags.replace,
        now,
      });
      return [
        `Restored ${head} entries of ${createdAt}.`,
        ...(asideDirectory === undefined ? [] : [`What was there before is in ${asideDirectory}.`]),
      ];
    },
  },
  {
    name: 'compact file',
    parameters: '',
    description:
      'rewrites the log without free space while no relay runs; once, for a log that "compact" cannot shrink',
    fewest: 0,
    most: 0,
    async run(place) {
      refusePostgres(place, 'PostgreSQL uses free space again by itself; VACUUM FULL gives it back.');
      return [describeSpace(rewriteLog(place.dataDirectory))];
    },
  },
];

function refusePostgres({ databaseUrl }: LogPlace, advice: string): void {
  if (databaseUrl === undefined) return;
  throw new AppError('invalid-input', `The log is in PostgreSQL (DATABASE_URL). ${advice}`);
}
