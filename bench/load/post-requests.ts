import { once } from 'node:events';
import { type Socket, connect } from 'node:net';

export type Posted = {
  /** From the first byte written to the last answer. */
  readonly seconds: number;
  /** Of each request, from its first byte written to its answer. */
  readonly latenciesMs: readonly number[];
};

/**
 * Writes requests to `concurrency` kept-alive connections, one in flight on each. Throws when one is not answered 200:
 * what was not acknowledged must not be counted.
 */
export async function postRequests(
  url: string,
  requests: readonly Buffer[],
  concurrency: number,
): Promise<Posted> {
  const connections = await Promise.all(Array.from({ length: concurrency }, () => openConnection(url)));
  let next = 0;
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  try {
    await Promise.all(
      connections.map(async (connection) => {
        for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
          const postedAt = performance.now();
          await connection.post(request);
          latenciesMs.push(performance.now() - postedAt);
        }
      }),
    );
    return { seconds: (performance.now() - startedAt) / 1_000, latenciesMs };
  } finally {
    for (const connection of connections) connection.close();
  }
}

export type Connection = {
  /** Resolves with the answer 200. */
  post(request: Buffer): Promise<void>;
  close(): void;
};

/** One HTTP connection with as little around it as possible: reads the status and skips the body. */
export async function openConnection(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  let received = '';
  let settle: { resolve(): void; reject(error: Error): void } | undefined;
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    received += chunk;
    if (!isComplete(received)) return;
    const answer = received;
    received = '';
    if (answer.startsWith('HTTP/1.1 200')) settle?.resolve();
    else settle?.reject(new Error(`The server answered ${answer.slice(9, 12)}.`));
  });
  const fail = () => settle?.reject(new Error('The server closed the connection.'));
  socket.on('error', fail);
  socket.on('close', fail);
  return {
    post: (request) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** Both servers say how long their answer is. */
function isComplete(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const length = /content-length: (\d+)/i.exec(answer.slice(0, end))?.[1] ?? 0;
  return answer.length >= end + 4 + Number(length);
}
