import type { FastifyInstance } from 'fastify';
import type { Readiness } from './readiness.ts';

/**
 * `/healthz`: the process lives. `/readyz`: it may be given traffic, or the reason why not. Neither tells a figure, so
 * both may be public.
 */
export function createHealthRoutes(readiness: Readiness) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/healthz', async (_request, reply) =>
      reply.header('cache-control', 'no-store').send({ status: 'ok' }),
    );
    app.get('/readyz', async (_request, reply) => {
      const reason = await readiness.find();
      reply.header('cache-control', 'no-store');
      if (reason === undefined) return { status: 'ready' };
      return reply.code(503).send({ status: 'not ready', reason });
    });
  };
}
