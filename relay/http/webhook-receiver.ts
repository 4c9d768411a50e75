import { type KeyObject, createSecretKey } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../shared/domain/app-error.ts';
import { parseWebhook } from '../../shared/whatsapp/webhook.ts';
import type { RelayContext } from '../context.ts';
import type { IngestQueue } from '../ingest/ingest-queue.ts';
import type { Delivery } from '../ingest/plan-items.ts';
import { RelayRefusal, statusOf } from './relay-refusal.ts';
import { isSignedByMeta } from './verify-signature.ts';

export const WEBHOOK_PATH = '/webhook';
/** Source: Meta, webhooks: payloads can be up to 3 MB. */
const MAX_WEBHOOK_BYTES = 3 * 1024 * 1024;

export type WebhookReceiver = {
  accepts(request: IncomingMessage): boolean;
  receive(request: IncomingMessage, response: ServerResponse): void;
};

/**
 * `POST /webhook`, the relay's hot path, on Node's own HTTP: raw bytes, signature, log, answer. It answers 200 only when
 * everything is on the disk; otherwise Meta keeps the webhook and delivers it again.
 */
export function createWebhookReceiver(context: RelayContext, queue: IngestQueue): WebhookReceiver {
  const { logger, now } = context;
  const key = createSecretKey(context.config.appSecret, 'utf8');

  async function take(request: IncomingMessage): Promise<void> {
    const body = await readBody(request);
    checkSignature(body, request, key);
    await queue.ingest(readDelivery(body, now()));
  }

  function report(error: unknown): RelayRefusal {
    const refusal = toRefusal(error);
    if (refusal.code === 'unauthorised') logger.warn('webhook without a valid signature');
    else if (refusal.code !== 'too-large') logger.error({ error }, 'webhook not kept');
    return refusal;
  }

  return {
    accepts: ({ method, url }) =>
      method === 'POST' && (url === WEBHOOK_PATH || url?.split('?')[0] === WEBHOOK_PATH),
    receive(request, response) {
      take(request).then(
        () => response.writeHead(200, { 'content-length': 0 }).end(),
        (error: unknown) => refuse(request, response, report(error)),
      );
    },
  };
}

function checkSignature(body: Uint8Array, request: IncomingMessage, key: KeyObject): void {
  if (isSignedByMeta(body, request.headers['x-hub-signature-256'], key)) return;
  throw new RelayRefusal('unauthorised', 'This webhook is not signed with the app secret.');
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const refuseTooLarge = () => reject(new RelayRefusal('too-large', 'A webhook has at most 3 MB.'));
    if (Number(request.headers['content-length']) > MAX_WEBHOOK_BYTES) return refuseTooLarge();
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_WEBHOOK_BYTES) refuseTooLarge();
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

/** What is signed but not a webhook that we understand is kept as it came. */
function readDelivery(body: Buffer, receivedAt: number): Delivery {
  const text = body.toString('utf8');
  const json = parseJson(text);
  const items = json === undefined ? undefined : parseWebhook(json.value, receivedAt);
  if (items !== undefined) return { items, receivedAt };
  const payload = json === undefined ? text : json.value;
  return { items: [{ kind: 'other', field: 'not a webhook of WhatsApp', payload }], receivedAt };
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function toRefusal(error: unknown): RelayRefusal {
  if (error instanceof RelayRefusal) return error;
  const isBusy = error instanceof AppError && error.retryable;
  return isBusy
    ? new RelayRefusal('unavailable', 'The relay is busy: deliver this webhook again.')
    : new RelayRefusal('internal', 'The relay could not keep this webhook: deliver it again.');
}

function refuse(request: IncomingMessage, response: ServerResponse, { code, message }: RelayRefusal): void {
  const body = JSON.stringify({ error: { code, message } });
  response.writeHead(statusOf(code), {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    // What was not read would be taken for the next request.
    ...(request.complete ? {} : { connection: 'close' }),
  });
  response.end(body);
  if (!request.complete) request.resume();
}
