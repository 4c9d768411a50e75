import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseWebhook } from '../../shared/whatsapp/webhook.ts';
import type { RelayContext } from '../context.ts';
import type { IngestQueue } from '../ingest/ingest-queue.ts';
import type { Delivery } from '../ingest/plan-items.ts';
import { RelayRefusal } from './relay-refusal.ts';
import { isSameSecret, isSignedByMeta } from './verify-signature.ts';
import { WEBHOOK_PAGE } from './webhook-page.ts';

export const WEBHOOK_PATH = '/webhook';
/** Source: Meta, webhooks: payloads can be up to 3 MB. */
const MAX_WEBHOOK_BYTES = 3 * 1024 * 1024;

const challengeSchema = z.object({
  'hub.mode': z.literal('subscribe'),
  'hub.challenge': z.string().min(1).max(1_000),
  'hub.verify_token': z.string().max(1_000),
});

/** What Meta calls. A plugin of its own, because here a body is bytes until its signature has been checked. */
export function createWebhookRoutes({ config, now, logger }: RelayContext, queue: IngestQueue) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    app.get(WEBHOOK_PATH, (request, reply) => {
      const challenge = challengeSchema.safeParse(request.query);
      if (challenge.success && isSameSecret(challenge.data['hub.verify_token'], config.verifyToken)) {
        logger.info('webhook address verified by Meta');
        return reply.type('text/plain; charset=utf-8').send(challenge.data['hub.challenge']);
      }
      if (challenge.success) logger.warn('webhook verification with a wrong verify token');
      return reply.code(403).type('text/html; charset=utf-8').send(WEBHOOK_PAGE);
    });

    // Headers that protect a page in a browser are no use to Meta, and this is the hot path.
    const route = { bodyLimit: MAX_WEBHOOK_BYTES, helmet: false } as const;
    app.post(WEBHOOK_PATH, route, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (!isSignedByMeta(body, request.headers['x-hub-signature-256'], config.appSecret)) {
        logger.warn({ bytes: body.length }, 'webhook without a valid signature');
        throw new RelayRefusal('unauthorised', 'This webhook is not signed with the app secret.');
      }
      await queue.ingest(readDelivery(body, now()));
      return reply.code(200).send('');
    });
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
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
