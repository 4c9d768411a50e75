import { readFileSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { makeTemporaryDirectory } from '../relay-harness.ts';
import { createCode, findFreePort, startRelayProcess } from '../relay-process.ts';

export type FuzzAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
};

/** Facts that the relay tells only when something of ours is broken. */
const COMPLAINTS = [
  'could not be planned',
  'request failed',
  'stream failed',
  'upgrade failed',
  'not kept',
  'not marked as seen',
  'unhandled',
  'UnhandledPromiseRejection',
];
/** What a relay may hold after everything: several times what it needs at rest. */
const MOST_MEGABYTES = 700;
const PATIENCE_MS = 90_000;

/** A relay in a process of its own, to be beaten; and what tells whether it still stands. */
export async function startTarget() {
  const dataDirectory = makeTemporaryDirectory();
  const code = await createCode(dataDirectory);
  const port = await findFreePort();
  // A Graph API that nobody answers for: what asks Meta hears at once that it is not there.
  const environment = { RELAY_DATA: dataDirectory, META_GRAPH_URL: 'http://127.0.0.1:9' };
  const relay = await startRelayProcess(port, environment);
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  return {
    relay,
    port,
    code,
    dataDirectory,
    close: () => agent.destroy(),
    /** Rejects when the connection breaks, or nothing comes for long: a relay that hangs. */
    send(
      method: string,
      path: string,
      headers: Record<string, string>,
      body?: Buffer | string,
      through: Agent | false = agent,
    ): Promise<FuzzAnswer> {
      return new Promise((resolve, reject) => {
        const call = request(
          { host: '127.0.0.1', port, method, path, headers, agent: through, timeout: PATIENCE_MS },
          (response) => {
            let text = '';
            response.on('data', (data: Buffer) => (text += data.toString('latin1')));
            response.on('end', () =>
              resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
            );
            response.on('error', reject);
          },
        );
        call.on('timeout', () => call.destroy(new Error(`No answer to ${method} ${path}.`)));
        call.on('error', (cause) => {
          // The relay hung up on a kept connection while we took it for the next request: any client tries a new one.
          if (call.reusedSocket && isHungUp(cause)) resolve(this.send(method, path, headers, body, false));
          else reject(new Error(`${method} ${path} was not answered.`, { cause }));
        });
        call.end(body);
      });
    },
    /** What is wrong with the relay by now; nothing when all is well. */
    async examine(): Promise<readonly string[]> {
      const health = await this.send('GET', '/healthz', {});
      const megabytes = readMegabytes(relay.pid);
      return [
        ...(health.status === 200 ? [] : [`/healthz answers ${health.status}`]),
        ...COMPLAINTS.flatMap((fact) =>
          relay
            .output()
            .split('\n')
            .filter((line) => line.includes(fact))
            .slice(0, 3),
        ),
        ...(megabytes < MOST_MEGABYTES ? [] : [`it holds ${megabytes} MB`]),
      ];
    },
  };
}

function isHungUp(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ECONNRESET';
}

export type Target = Awaited<ReturnType<typeof startTarget>>;

/** The memory that a process has, where the system tells (Linux); 0 elsewhere. */
function readMegabytes(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Runs `task` for every number below `count`, some at a time. Ends with the first that rejects. */
export async function runMany(
  count: number,
  width: number,
  task: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: width }, work));
}
