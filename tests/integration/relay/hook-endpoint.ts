import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import { hookPayloadSchema, type History } from '../../../shared/protocol/histories.ts';

export type Received = {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Undefined for what is not a delivery of histories. */
  readonly payload: z.infer<typeof hookPayloadSchema> | undefined;
};
type Reply = (response: ServerResponse, received: Received) => void;

export type HookEndpoint = {
  readonly url: string;
  /** Everything that was posted, whatever was answered. */
  readonly received: readonly Received[];
  /** The histories of deliveries that were answered with 2xx, in order. */
  accepted(): readonly History[];
  /** How deliveries are answered from now on; 204 until then. */
  answer(reply: Reply): void;
};

const ACCEPT: Reply = (response) => response.writeHead(204).end();

/** The CRM's end of a hook: plain HTTP on this machine. */
export async function startHookEndpoint(): Promise<HookEndpoint> {
  const received: Received[] = [];
  const accepted: History[] = [];
  let reply = ACCEPT;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const one = {
        headers: request.headers,
        body,
        payload: hookPayloadSchema.safeParse(JSON.parse(body)).data,
      };
      received.push(one);
      reply(response, one);
      const isAccepted = response.headersSent && response.statusCode < 300;
      if (isAccepted) accepted.push(...(one.payload?.data.histories ?? []));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A TCP server has an address object, not a pipe's name.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    accepted: () => accepted,
    answer(next) {
      reply = next;
    },
  };
}

export function answerWith(status: number, headers: Record<string, string> = {}): Reply {
  return (response) => response.writeHead(status, headers).end();
}

/** As the receiver's developer would check it: Standard Webhooks, scheme v1. */
export function isSignedWith(secret: string, { headers, body }: Received): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return headers['webhook-signature'] === expected;
}
