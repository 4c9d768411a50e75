import type { FastifyInstance } from 'fastify';
import { enrolRequestSchema } from '../../shared/protocol/http.ts';
import { revokeDevice } from '../accounts/devices.ts';
import { enrol } from '../accounts/enrolment.ts';
import type { RelayContext } from '../context.ts';
import { createCodeLimit } from './code-limit.ts';
import { getCaller } from './device-auth.ts';
import { parseInput } from './relay-refusal.ts';

/** Enrolment, and who a desktop is. */
export function createAccountRoutes(
  context: RelayContext,
  options: {
    readonly enrolmentsPerMinute: number;
    readonly wrongCodesPerMinute: number;
  },
) {
  const { log } = context;
  const codes = createCodeLimit(options.wrongCodesPerMinute, context.now);
  return async (app: FastifyInstance): Promise<void> => {
    const rateLimit = { max: options.enrolmentsPerMinute, timeWindow: 60_000 };
    app.post('/v1/enrol', { config: { rateLimit }, bodyLimit: 4_096 }, (request) =>
      codes.attempt(() => enrol(context, parseInput(enrolRequestSchema, request.body))),
    );

    app.get('/v1/me', async (request) => (await getCaller(log, request)).user);

    // Signing out. What the desktop kept it has removed by itself.
    app.delete('/v1/devices/me', async (request) => {
      const { device } = await getCaller(log, request);
      await revokeDevice(context, device.id);
      return {};
    });
  };
}
