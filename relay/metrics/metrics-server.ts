import type { AddressInfo } from 'node:net';
import { type FastifyInstance, fastify } from 'fastify';
import type { Registry } from 'prom-client';
import type { RelayLogger } from '../logger.ts';

export type MetricsServer = {
  /** Of `/metrics`. */
  readonly url: string;
  stop(): Promise<void>;
};

/** Prometheus and whoever looks over its shoulder. */
const MAX_CONNECTIONS = 50;

/**
 * `GET /metrics`, on a port of its own that no proxy publishes: what the relay counts is nobody's business outside.
 * `refresh` brings the registry up to date. Throws the system's error of the port.
 */
export async function startMetricsServer(options: {
  readonly address: { readonly host: string; readonly port: number };
  readonly registry: Registry;
  readonly refresh: () => Promise<void>;
  readonly health: (app: FastifyInstance) => Promise<void>;
  readonly logger: RelayLogger;
}): Promise<MetricsServer> {
  const { address, registry, refresh, logger } = options;
  const app = fastify({ logger: false, forceCloseConnections: true, requestTimeout: 10_000 });
  app.server.maxConnections = MAX_CONNECTIONS;
  app.setErrorHandler((error, _request, reply) => {
    logger.error({ error }, 'metrics could not be read');
    return reply.code(500).send({ error: 'The figures could not be read.' });
  });
  app.get('/metrics', async (_request, reply) => {
    await refresh();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  await app.register(options.health);
  await app.listen(address);
  // A TCP server has an address object, not a pipe's name.
  const { port } = app.server.address() as AddressInfo;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return { url: `http://${host}:${port}/metrics`, stop: () => app.close() };
}
