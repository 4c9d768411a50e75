import type { RelayContext } from '../context.ts';
import { createHealthRoutes } from '../health/health-routes.ts';
import type { Readiness } from '../health/readiness.ts';
import type { IngestQueue } from '../ingest/ingest-queue.ts';
import { findHorizon } from '../retention/find-horizon.ts';
import type { StreamHub } from '../socket/stream-hub.ts';
import { type MetricsServer, startMetricsServer } from './metrics-server.ts';
import { startProcessGauges } from './process-gauges.ts';
import { type RelayState, createStateGauges } from './state-gauges.ts';

export type Figures = {
  /** Listens, where the configuration asks for it. Answers the address. Throws the system's error of the port. */
  start(): Promise<string | undefined>;
  stop(): Promise<void>;
};

type Parts = {
  readonly hub: Pick<StreamHub, 'describe'>;
  readonly queue: Pick<IngestQueue, 'held'>;
  readonly readiness: Readiness;
};

/** What the relay tells about itself to whoever runs it. */
export function createFigures(context: RelayContext, parts: Parts): Figures {
  const { config, metrics, logger } = context;
  let stopAll = (): Promise<void> => Promise.resolve();
  return {
    async start() {
      if (config.metrics === undefined) return undefined;
      const show = createStateGauges(metrics.registry);
      const process = startProcessGauges(metrics.registry);
      let server: MetricsServer | undefined;
      stopAll = async () => {
        process.stop();
        await server?.stop();
      };
      server = await startMetricsServer({
        address: config.metrics,
        registry: metrics.registry,
        health: createHealthRoutes(parts.readiness),
        logger,
        async refresh() {
          process.show();
          show(await readState(context, parts));
        },
      });
      return server.url;
    },
    stop: () => stopAll(),
  };
}

async function readState(
  { log, now }: Pick<RelayContext, 'log' | 'now'>,
  { hub, queue, readiness }: Parts,
): Promise<RelayState> {
  const dueAt = await log.findNextDueAt();
  const space = await log.measureSpace();
  return {
    ...(await hub.describe()),
    heldWebhooks: queue.held.count,
    heldBytes: queue.held.bytes,
    head: await log.findHead(),
    overdueSeconds: dueAt === undefined ? 0 : Math.max(0, now() - dueAt) / 1_000,
    logBytes: space.bytes,
    logFreeBytes: space.freeBytes,
    horizon: (await findHorizon(log)) ?? 0,
    isReady: (await readiness.find()) === undefined,
  };
}
