import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { doctorResponseSchema, setupResponseSchema } from '../../shared/protocol/http.ts';
import type { RelayContext } from '../context.ts';
import { examineCompany } from '../doctor/examine-company.ts';
import { examineWebhooks } from '../doctor/examine-webhooks.ts';
import type { WebhookWitness } from '../doctor/webhook-witness.ts';
import { RELAY_VERSION } from '../version.ts';
import { getCaller } from './device-auth.ts';

/** Each look at the company's number asks Meta a dozen questions, whose number it limits. Of one desktop. */
const LOOKS_PER_MINUTE = 20;

/** What a client's set-up guide and doctor ask: the relay for everybody, Meta and the secrets for administrators. */
export function createDoctorRoutes(
  context: RelayContext,
  options: { readonly witness: WebhookWitness; readonly callbackUrl: () => string },
) {
  const { log, now } = context;
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/v1/setup', async (request) => {
      const { user } = await getCaller(log, request);
      const callbackUrl = options.callbackUrl();
      if (user.role !== 'administrator') return { callbackUrl };
      const { challengedAt, wrongTokenAt } = options.witness.facts();
      return {
        callbackUrl,
        verifyToken: context.config.verifyToken,
        ...(challengedAt === undefined ? {} : { challengedAt }),
        ...(wrongTokenAt === undefined ? {} : { wrongTokenAt }),
      } satisfies z.infer<typeof setupResponseSchema>;
    });

    const config = {
      rateLimit: {
        max: LOOKS_PER_MINUTE,
        timeWindow: 60_000,
        // An office has one address: one who looks often must not blind the others. Who is nobody asks Meta nothing.
        keyGenerator: (request: FastifyRequest) => request.headers.authorization ?? request.ip,
      },
    };
    app.get('/v1/doctor', { config }, async (request) => {
      const { user } = await getCaller(log, request);
      const callbackUrl = options.callbackUrl();
      const base = { relayVersion: RELAY_VERSION, serverTime: now(), callbackUrl };
      const facts = options.witness.facts();
      if (user.role !== 'administrator') return { ...base, webhooks: [], company: [] };
      return {
        ...base,
        webhooks: [...examineWebhooks(facts, now())],
        ...(facts.challengedAt === undefined ? {} : { challengedAt: facts.challengedAt }),
        company: [...(await examineCompany(context, callbackUrl))],
      } satisfies z.infer<typeof doctorResponseSchema>;
    });
  };
}
