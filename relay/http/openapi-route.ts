import type { FastifyInstance } from 'fastify';
import { buildOpenApi } from './api/build-openapi.ts';

/** The description of this interface. It tells nothing about the agency, so anybody may read it. */
export function createOpenApiRoute() {
  return async (app: FastifyInstance): Promise<void> => {
    let json: string | undefined;
    app.get('/v1/openapi.json', async (_request, reply) => {
      json ??= JSON.stringify(buildOpenApi());
      return reply.type('application/json; charset=utf-8').send(json);
    });
  };
}
