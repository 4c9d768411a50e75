import { createHmac, timingSafeEqual } from 'node:crypto';
import { type ServerResponse, createServer } from 'node:http';

type Waiting = { readonly body: Buffer; readonly response: ServerResponse };

/**
 * The least that a durable webhook can cost: the signature checked, the raw body handed to `keep`, which commits a group;
 * bodies that come meanwhile share the next one. Nothing is parsed, routed or told to anybody. `GET` answers the most
 * memory that there was, in bytes. Prints its address as one line of JSON.
 */
export function startBareReceiver(
  secret: string,
  keep: (bodies: readonly Buffer[]) => Promise<void> | void,
): void {
  let waiting: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await keep(group.map(({ body }) => body));
      for (const { response } of group) response.writeHead(200, { 'content-length': 0 }).end();
    }
    isRunning = false;
  }

  function isSigned(body: Buffer, header: unknown): boolean {
    const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
    const given = Buffer.from(String(header));
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.end(JSON.stringify({ peakBytes: process.resourceUsage().maxRSS * 1_024 }));
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      if (!isSigned(body, request.headers['x-hub-signature-256'])) {
        response.writeHead(401, { 'content-length': 0 }).end();
        return;
      }
      waiting.push({ body, response });
      if (isRunning) return;
      isRunning = true;
      setImmediate(() => void run());
    });
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`));
  process.on('SIGTERM', () => process.exit(0));
}
