import { open } from 'node:fs/promises';
import { AppError } from '../../shared/domain/app-error.ts';
import { deviceIdSchema } from '../../shared/domain/ids.ts';
import { createEnrolmentCode } from '../accounts/enrolment.ts';
import { addUser, deactivateUser, listUsers } from '../accounts/users.ts';
import type { AdminContext } from '../context.ts';
import { importRecords } from '../records/import-records.ts';
import { readCsv } from '../records/read-csv.ts';
import { COMPANY_COMMANDS } from './company-commands.ts';

/** What a command has to work with. */
export type CommandContext = AdminContext & {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** All of standard input: for what must not stand on a command line, where others see it. */
  readInput(): Promise<string>;
};
import { API_KEY_COMMANDS } from './api-key-commands.ts';

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
  {
    name: 'user add',
    parameters: '<username> <display name> [consultant|administrator] [email]',
    description: 'adds a user',
    fewest: 2,
    most: 4,
    async run(context, [username = '', displayName = '', role = 'consultant', email = '']) {
      // The role is checked with the rest of the user.
      const user = await addUser(context, { username, displayName, role: role as 'consultant', email });
      return [`Added ${user.username} (${user.role}). Next: enrolment-code ${user.username}`];
    },
  },
  {
    name: 'user list',
    parameters: '',
    description: 'lists the users',
    fewest: 0,
    most: 0,
    async run({ log }) {
      const users = await listUsers(log);
      return users.map((user) =>
        [user.username, user.displayName, user.role, user.isActive ? 'active' : 'deactivated'].join('\t'),
      );
    },
  },
  {
    name: 'user deactivate',
    parameters: '<username>',
    description: 'turns the user and their desktops away',
    fewest: 1,
    most: 1,
    async run(context, [username = '']) {
      const user = await deactivateUser(context, username);
      return [`${user.username} is deactivated; their desktops are turned away within seconds.`];
    },
  },
  {
    name: 'enrolment-code',
    parameters: '<username>',
    description: 'prints a code that enrols one desktop, once, within three days',
    fewest: 1,
    most: 1,
    async run(context, [username = '']) {
      const { code, expiresAt } = await createEnrolmentCode(context, username);
      return [code, `Valid once, until ${new Date(expiresAt).toISOString()}.`];
    },
  },
  {
    name: 'device list',
    parameters: '',
    description: 'lists the enrolled desktops',
    fewest: 0,
    most: 0,
    run: ({ log }) => listDevices(log),
  },
  {
    name: 'device revoke',
    parameters: '<device id>',
    description: 'turns one desktop away',
    fewest: 1,
    most: 1,
    async run({ log, now }, [id = '']) {
      const deviceId = deviceIdSchema.parse(id);
      const isRevoked = await log.write((transaction) => transaction.revokeDevice(deviceId, now()));
      if (!isRevoked) throw new AppError('not-found', 'There is no such device, or it was revoked before.');
      return ['The desktop is turned away within seconds.'];
    },
  },
  {
    name: 'import-records',
    parameters: '<file.csv>',
    description: 'imports Candidates and Contacts; the first line names the columns',
    fewest: 1,
    most: 1,
    run: (context, [file = '']) => importFile(context, file),
  },
  ...COMPANY_COMMANDS,
  ...API_KEY_COMMANDS,
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
];

async function listDevices(log: AdminContext['log']): Promise<readonly string[]> {
  const names = new Map((await listUsers(log)).map((user) => [user.id, user.username]));
  return (await log.listDevices()).map((device) => {
    const seen =
      device.lastSeenAt === undefined ? 'never seen' : `seen ${new Date(device.lastSeenAt).toISOString()}`;
    const state = device.revokedAt === undefined ? 'active' : 'revoked';
    return [device.id, names.get(device.userId) ?? '?', device.name, seen, state].join('\t');
  });
}

async function importFile(context: AdminContext, file: string): Promise<readonly string[]> {
  const handle = await open(file).catch((cause: unknown) => {
    throw new AppError('invalid-input', `The file ${file} cannot be read.`, { cause });
  });
  try {
    if (!(await handle.stat()).isFile()) throw new AppError('invalid-input', `${file} is not a file.`);
    const { upserted, unchanged, failed } = await importRecords(context, readCsv(handle.createReadStream()));
    return [
      ...failed.map(({ row, id, message }) => `line ${row}${id === undefined ? '' : ` (${id})`}: ${message}`),
      `${upserted} new or changed, ${unchanged} unchanged, ${failed.length} not imported.`,
    ];
  } finally {
    await handle.close();
  }
}
