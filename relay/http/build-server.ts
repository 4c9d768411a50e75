import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { type FastifyInstance, fastify } from 'fastify';
import type { RelayContext } from '../context.ts';
import { RelayRefusal, createErrorHandler, sendRefusal } from './relay-refusal.ts';

/** Everything but bulk records and webhooks is small. */
const BODY_LIMIT = 1024 * 1024;

/** The HTTP server without its routes: headers, limits, and answers for what went wrong. */
export async function buildServer(context: RelayContext): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    // What a stranger can cost before we know who it is: header size, header time, request time.
    http: { maxHeaderSize: 16_384, headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    requestTimeout: 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
  });
  app.setErrorHandler(createErrorHandler(context.logger));
  app.setNotFoundHandler((request, reply) =>
    sendRefusal(
      reply,
      new RelayRefusal(
        'not-found',
        `The relay has nothing at ${request.method} ${request.url.split('?')[0]}.`,
      ),
    ),
  );
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      // The callback address shows one page, with a style of its own and nothing else.
      directives: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], frameAncestors: ["'none'"] },
    },
  });
  await app.register(rateLimit, { global: false });
  return app;
}
