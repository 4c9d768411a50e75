import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { APP_SECRET, VERIFY_TOKEN } from './relay-harness.ts';
import { databaseFor } from './test-database.ts';

const ENTRY = path.resolve(import.meta.dirname, '../../../relay/index.ts');

type RelayProcess = {
  readonly url: string;
  readonly pid: number;
  /** Everything it has said so far. */
  readonly output: () => string;
  /** As a power cut would: nothing is said, nothing is finished. */
  kill(): Promise<void>;
  /** As an operator would; answers the exit code. */
  terminate(): Promise<number | null>;
};

type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

export function environmentOf(overrides: Record<string, string>): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '',
    META_APP_SECRET: APP_SECRET,
    META_VERIFY_TOKEN: VERIFY_TOKEN,
    ...overrides,
  };
}

/**
 * A relay in a process of its own, as `npm run relay` starts it; resolves when it says that it is ready. `death` kills it
 * before that, and the promise rejects.
 */
export async function startRelayProcess(
  port: number,
  overrides: Record<string, string>,
  death?: AbortSignal,
): Promise<RelayProcess> {
  const env = await withDatabase(environmentOf({ RELAY_PORT: String(port), ...overrides }));
  const child = spawn(process.execPath, [ENTRY], { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  death?.addEventListener('abort', () => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (output += data.toString()));
  }
  await readyLine(child);
  const end = (signal: NodeJS.Signals) =>
    new Promise<number | null>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
      child.once('exit', (code) => resolve(code));
      child.kill(signal);
    });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    output: () => output,
    kill: async () => void (await end('SIGKILL')),
    terminate: () => end('SIGTERM'),
  };
}

/** One command of the command line, to its end; `input` is what it reads. */
export async function runRelay(
  words: readonly string[],
  environment: Record<string, string>,
  input = '',
): Promise<Ended> {
  const child = spawn(process.execPath, [ENTRY, ...words], {
    env: await withDatabase(environment),
  });
  child.stdin.end(input);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

/** With the database that stands for the data directory, where this run is on PostgreSQL. */
async function withDatabase(environment: Record<string, string>): Promise<Record<string, string>> {
  const { RELAY_DATA: directory } = environment;
  const url = directory === undefined ? undefined : await databaseFor(directory);
  return url === undefined ? environment : { DATABASE_URL: url, ...environment };
}

/** A port that was free a moment ago: the relay must come back on the one that Meta knows. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function readyLine(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null || child.stderr === null) throw new Error('The child has no pipes.');
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('relay is ready')) resolve();
    });
    let complaint = '';
    child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
    child.once('exit', () => reject(new Error(`The relay ended before it was ready. ${complaint}`)));
  });
}

/** A code with which one desktop of the new user Alex enrols. */
export async function createCode(dataDirectory: string): Promise<string> {
  const environment = environmentOf({ RELAY_DATA: dataDirectory });
  const added = await runRelay(['user', 'add', 'alex', 'Alex Carter'], environment);
  if (added.code !== 0) throw new Error(added.stderr);
  const { stdout } = await runRelay(['enrolment-code', 'alex'], environment);
  return stdout.split('\n')[0] ?? '';
}
