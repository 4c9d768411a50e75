import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { RelayContext } from '../context.ts';
import type { WebhookWitness } from '../doctor/webhook-witness.ts';
import { isSameSecret } from './verify-signature.ts';
import { WEBHOOK_PAGE } from './webhook-page.ts';
import { WEBHOOK_PATH } from './webhook-receiver.ts';

const challengeSchema = z.object({
  'hub.mode': z.literal('subscribe'),
  'hub.challenge': z.string().min(1).max(1_000),
  'hub.verify_token': z.string().max(1_000),
});

/** `GET /webhook`: Meta's challenge, and a page for the human who opens the address. */
export function createWebhookPageRoute({ config, logger }: RelayContext, witness: WebhookWitness) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get(WEBHOOK_PATH, (request, reply) => {
      const challenge = challengeSchema.safeParse(request.query);
      if (challenge.success && isSameSecret(challenge.data['hub.verify_token'], config.verifyToken)) {
        witness.noteChallenge(true);
        logger.info('webhook address verified by Meta');
        return reply.type('text/plain; charset=utf-8').send(challenge.data['hub.challenge']);
      }
      if (challenge.success) {
        witness.noteChallenge(false);
        logger.warn('webhook verification with a wrong verify token');
      }
      return reply.code(403).type('text/html; charset=utf-8').send(WEBHOOK_PAGE);
    });
  };
}
