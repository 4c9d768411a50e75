import type { FastifyInstance } from 'fastify';
import { type MessagingUsage, limitsQuerySchema } from '../../shared/protocol/http.ts';
import type { RelayContext } from '../context.ts';
import { describeUsage } from '../outbound/messaging-limit.ts';
import { getCaller } from './device-auth.ts';
import { parseInput } from './relay-refusal.ts';

/** How many people the agency may still begin to write to. */
export function createLimitRoutes({ log, now }: RelayContext) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/v1/limits', async (request): Promise<MessagingUsage> => {
      await getCaller(log, request);
      const { personKey } = parseInput(limitsQuerySchema, request.query);
      return describeUsage(log, now(), personKey);
    });
  };
}
