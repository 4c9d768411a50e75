import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION } from '../../shared/protocol/frames.ts';
import type { aboutResponseSchema } from '../../shared/protocol/http.ts';
import { RELAY_VERSION } from '../version.ts';

/** That this is a relay, and whom it understands. Anybody may ask: a desktop does before it gives a code away. */
export function createAboutRoute(minimumDesktop: string | undefined) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/v1/about', async (_request, reply) => {
      const about: z.infer<typeof aboutResponseSchema> = {
        service: 'colleague-messaging-relay',
        relayVersion: RELAY_VERSION,
        protocol: { oldest: OLDEST_PROTOCOL_VERSION, newest: PROTOCOL_VERSION },
        ...(minimumDesktop === undefined ? {} : { minimumDesktop }),
      };
      return reply.header('cache-control', 'no-store').send(about);
    });
  };
}
