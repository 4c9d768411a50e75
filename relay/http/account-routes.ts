import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { enrolRequestSchema, type setupResponseSchema } from '../../shared/protocol/http.ts';
import { enrol } from '../accounts/enrolment.ts';
import type { RelayContext } from '../context.ts';
import { createCodeLimit } from './code-limit.ts';
import { getCaller } from './device-auth.ts';
import { parseInput } from './relay-refusal.ts';
import { WEBHOOK_PATH } from './webhook-receiver.ts';

/** Enrolment, and what a desktop asks about itself. */
export function createAccountRoutes(
  context: RelayContext,
  options: {
    readonly publicUrl: () => string;
    readonly enrolmentsPerMinute: number;
    readonly wrongCodesPerMinute: number;
  },
) {
  const { log, config } = context;
  const codes = createCodeLimit(options.wrongCodesPerMinute, context.now);
  return async (app: FastifyInstance): Promise<void> => {
    const rateLimit = { max: options.enrolmentsPerMinute, timeWindow: 60_000 };
    app.post('/v1/enrol', { config: { rateLimit }, bodyLimit: 4_096 }, (request) =>
      codes.attempt(() => enrol(context, parseInput(enrolRequestSchema, request.body))),
    );

    app.get('/v1/me', async (request) => (await getCaller(log, request)).user);

    app.get('/v1/setup', async (request) => {
      const { user } = await getCaller(log, request);
      const callbackUrl = `${options.publicUrl()}${WEBHOOK_PATH}`;
      const verifyToken = user.role === 'administrator' ? { verifyToken: config.verifyToken } : {};
      return { callbackUrl, ...verifyToken } satisfies z.infer<typeof setupResponseSchema>;
    });
  };
}
