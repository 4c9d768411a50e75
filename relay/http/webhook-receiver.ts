import { createSecretKey } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { AppError } from '../../shared/domain/app-error.ts';
import { parseWebhook } from '../../shared/whatsapp/webhook.ts';
import type { RelayContext } from '../context.ts';
import type { WebhookWitness } from '../doctor/webhook-witness.ts';
import type { IngestQueue } from '../ingest/ingest-queue.ts';
import type { Delivery } from '../ingest/plan-items.ts';
import { type BodyIntake, SenderGone } from './body-intake.ts';
import { createAddressReader } from './client-address.ts';
import { RETRY_AFTER_SECONDS, RelayRefusal, statusOf } from './relay-refusal.ts';
import { repairJson } from './repair-json.ts';
import { createStrangerLimit } from './stranger-limit.ts';
import { isSignedByMeta } from './verify-signature.ts';

export const WEBHOOK_PATH = '/webhook';
/** Source: Meta, webhooks: payloads can be up to 3 MB. */
const MAX_WEBHOOK_BYTES = 3 * 1024 * 1024;

/** Of one address. Each costs a digest of its body, of three megabytes at most. */
const UNSIGNED_PER_MINUTE = 60;
const BARRED = 'Too many webhooks from here were not signed with the app secret. Wait a minute.';

export type WebhookReceiver = {
  accepts(request: IncomingMessage): boolean;
  receive(request: IncomingMessage, response: ServerResponse): void;
  /** From now on every new webhook is told to come again; those under way are finished. */
  stop(): void;
};

/**
 * `POST /webhook`, the relay's hot path, on Node's own HTTP: raw bytes, signature, log, answer. It answers 200 only when
 * everything is on the disk; otherwise Meta keeps the webhook and delivers it again. What would not be taken anyway is
 * refused before its body is read.
 */
export function createWebhookReceiver(
  context: RelayContext,
  queue: IngestQueue,
  intake: BodyIntake,
  witness: WebhookWitness,
): WebhookReceiver {
  const { now, elapsed, metrics } = context;
  const key = createSecretKey(context.config.appSecret, 'utf8');
  const outcomes = createOutcomeLog(context);
  const findAddress = createAddressReader(context.config.trustedProxies);
  const strangers = createStrangerLimit(findAddress, UNSIGNED_PER_MINUTE, elapsed);
  let isStopping = false;

  async function take(request: IncomingMessage): Promise<void> {
    if (isStopping)
      throw new RelayRefusal('unavailable', 'The relay is stopping: deliver this webhook again.');
    if (queue.isFull()) throw busy();
    if (strangers.isBarred(request)) throw new RelayRefusal('too-many-requests', BARRED);
    const body = await intake.read(request, MAX_WEBHOOK_BYTES);
    if (!isSignedByMeta(body, request.headers['x-hub-signature-256'], key)) {
      strangers.noteFailure(request);
      throw new RelayRefusal('unauthorised', 'This webhook is not signed with the app secret.');
    }
    const delivery = readDelivery(body, now());
    await queue.ingest(delivery, body.length);
    context.company.hear(delivery.items);
  }

  return {
    accepts: ({ method, url }) =>
      method === 'POST' && (url === WEBHOOK_PATH || url?.split('?')[0] === WEBHOOK_PATH),
    receive(request, response) {
      const beganAt = elapsed();
      take(request).then(
        () => {
          outcomes.noteKept();
          metrics.noteAcknowledged((elapsed() - beganAt) / 1_000);
          witness.noteKept();
          response.writeHead(200, { 'content-length': 0 }).end();
        },
        (error: unknown) => {
          if (error instanceof SenderGone) return;
          const refusal = outcomes.noteRefused(error);
          metrics.noteRefused(refusal.code);
          if (refusal.code === 'unauthorised')
            witness.noteUnsigned(request.headers['x-hub-signature-256'] !== undefined);
          refuse(request, response, refusal);
        },
      );
    },
    stop() {
      isStopping = true;
    },
  };
}

/** After so long without a refusal, a time of refusals is over. */
const CALM_MS = 5_000;

/** Tells once that webhooks are turned away, and once that they are kept again; bugs and strangers each time. */
function createOutcomeLog({ logger, elapsed }: Pick<RelayContext, 'logger' | 'elapsed'>) {
  let turnedAway = 0;
  let turnedAwayAt = 0;
  return {
    noteKept(): void {
      if (turnedAway === 0 || elapsed() - turnedAwayAt < CALM_MS) return;
      logger.info({ turnedAway }, 'webhooks are kept again');
      turnedAway = 0;
    },
    noteRefused(error: unknown): RelayRefusal {
      const refusal = toRefusal(error);
      if (refusal.code === 'unauthorised') logger.warn('webhook without a valid signature');
      else if (refusal.code === 'internal') logger.error({ error }, 'webhook not kept');
      else if (refusal.code === 'unavailable') {
        turnedAway += 1;
        turnedAwayAt = elapsed();
        if (turnedAway === 1) logger.warn({ reason: refusal.message }, 'webhooks are turned away');
      }
      return refusal;
    },
  };
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
    return { value: JSON.parse(repairJson(text)) as unknown };
  } catch {
    return undefined;
  }
}

function busy(): RelayRefusal {
  return new RelayRefusal('unavailable', 'The relay is busy: deliver this webhook again.');
}

function toRefusal(error: unknown): RelayRefusal {
  if (error instanceof RelayRefusal) return error;
  const isBusy = error instanceof AppError && error.retryable;
  return isBusy
    ? busy()
    : new RelayRefusal('internal', 'The relay could not keep this webhook: deliver it again.');
}

function refuse(request: IncomingMessage, response: ServerResponse, { code, message }: RelayRefusal): void {
  const body = JSON.stringify({ error: { code, message } });
  const headers: OutgoingHttpHeaders = {
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-length': Buffer.byteLength(body),
  };
  if (code === 'unavailable') headers['retry-after'] = String(RETRY_AFTER_SECONDS);
  // What was not read would be taken for the next request.
  if (!request.complete) headers.connection = 'close';
  response.writeHead(statusOf(code), headers).end(body);
  if (!request.complete) request.resume();
}
