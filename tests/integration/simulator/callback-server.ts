import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Posted = {
  readonly body: string;
  readonly isSigned: boolean;
  readonly headers: Readonly<Record<string, unknown>>;
};

export type CallbackServer = {
  readonly url: string;
  readonly posted: Posted[];
  /** Statuses for the next posts; 200 when used up. `0` cuts the connection. */
  readonly answers: number[];
  /** Every value of every change that arrived, in order. */
  readonly values: () => Record<string, unknown>[];
  readonly close: () => Promise<void>;
};

export const verifyToken = 'let-me-in';

/** A tiny real webhook receiver, which checks the signature over the raw bytes. */
export async function startCallbackServer(appSecret: string): Promise<CallbackServer> {
  const posted: Posted[] = [];
  const answers: number[] = [];
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://callback');
    if (request.method === 'GET') {
      const isKnown = url.searchParams.get('hub.verify_token') === verifyToken;
      response.writeHead(isKnown ? 200 : 403).end(isKnown ? url.searchParams.get('hub.challenge') : 'no');
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      const expected = `sha256=${createHmac('sha256', appSecret).update(raw).digest('hex')}`;
      posted.push({
        body: raw.toString('latin1'),
        isSigned: request.headers['x-hub-signature-256'] === expected,
        headers: request.headers,
      });
      const status = answers.shift() ?? 200;
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server has an address object.
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    posted,
    answers,
    values: () => posted.flatMap(({ body }) => valuesOf(body)),
    close,
  };
}

type Envelope = {
  readonly entry: readonly {
    readonly changes: readonly { readonly field: string; readonly value: Record<string, unknown> }[];
  }[];
};

function valuesOf(body: string): Record<string, unknown>[] {
  // The simulator sends nothing but envelopes.
  const envelope = JSON.parse(body) as Envelope;
  return envelope.entry.flatMap((entry) =>
    entry.changes.map((change) => ({ field: change.field, ...change.value })),
  );
}
