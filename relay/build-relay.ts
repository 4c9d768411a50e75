import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { HEARTBEAT_MS } from '../shared/protocol/frames.ts';
import { createGraphClient } from '../shared/whatsapp/graph-client.ts';
import { type RelayAdmin, createAdmin } from './admin/create-admin.ts';
import { startCompanyWatch } from './channels/company-watch.ts';
import type { RelayConfig } from './config.ts';
import type { RelayContext } from './context.ts';
import { createAccountRoutes } from './http/account-routes.ts';
import { buildServer, closeServer } from './http/build-server.ts';
import { createChannelRoutes } from './http/channel-routes.ts';
import { createFeedRoutes } from './http/feed-routes.ts';
import { createMessageRoutes } from './http/message-routes.ts';
import { createRecordRoutes } from './http/record-routes.ts';
import { createWebhookPageRoute } from './http/webhook-page-route.ts';
import { createWebhookReceiver } from './http/webhook-receiver.ts';
import { createIngestQueue } from './ingest/ingest-queue.ts';
import { openSqliteLog } from './log/sqlite/open-sqlite-log.ts';
import { type RelayLogger, createSilentLogger } from './logger.ts';
import { startCompanySender } from './outbound/company-sender.ts';
import { startStreamHub } from './socket/stream-hub.ts';
import type { StreamTiming } from './socket/stream-session.ts';

const RELAY_VERSION = '0.1.0';

/** What tests turn; production uses the defaults. */
export type RelayOptions = {
  readonly logger?: RelayLogger;
  readonly now?: () => number;
  readonly timing?: Partial<StreamTiming>;
  /** Attempts to enrol from one address. */
  readonly enrolmentsPerMinute?: number;
  /** Webhooks that may wait for a commit before the next is turned away with 503. */
  readonly maxWaitingWebhooks?: number;
};

export type Relay = {
  /** Without trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly admin: RelayAdmin;
  /** Resolves when Meta has been asked about the company's number for the first time, with or without success. */
  readonly companyReady: Promise<void>;
  /** Says goodbye to the desktops, finishes what is being written, closes everything. */
  stop(): Promise<void>;
};

const TIMING: StreamTiming = { helloMs: 10_000, heartbeatMs: HEARTBEAT_MS, ackMs: 60_000 };

/** Opens the log, listens, and is ready when the promise resolves. Throws AppError or the system's error of the port. */
export async function startRelay(config: RelayConfig, options: RelayOptions = {}): Promise<Relay> {
  const log = openSqliteLog(config.dataDirectory);
  const context: RelayContext = {
    config,
    log,
    logger: options.logger ?? createSilentLogger(),
    now: options.now ?? Date.now,
    randomBytes,
  };
  try {
    return await serve(context, options);
  } catch (error) {
    await log.close();
    throw error;
  }
}

async function serve(context: RelayContext, options: RelayOptions): Promise<Relay> {
  const { config, log, logger } = context;
  const queue = createIngestQueue(
    log,
    (error) => logger.error({ error }, 'webhook item could not be planned'),
    options.maxWaitingWebhooks,
  );
  const app = await buildServer(context, createWebhookReceiver(context, queue));
  let url = '';
  const enrolmentsPerMinute = options.enrolmentsPerMinute ?? 10;
  const company = startCompany(context);
  await app.register(createWebhookPageRoute(context));
  await app.register(createFeedRoutes(context));
  await app.register(
    createAccountRoutes(context, { publicUrl: () => config.publicUrl ?? url, enrolmentsPerMinute }),
  );
  await app.register(createMessageRoutes(context, () => company.sender.wake()));
  await app.register(createChannelRoutes(context, company.watch));
  await app.register(createRecordRoutes(context));
  app.get('/healthz', async () => ({ status: 'ok', head: await log.findHead() }));
  const hub = startStreamHub(context, app.server, {
    timing: { ...TIMING, ...options.timing },
    relayVersion: RELAY_VERSION,
  });
  const stop = async () => {
    company.watch?.stop();
    await Promise.all([hub.stop(), company.sender.stop()]);
    await closeServer(app);
  };
  await app.listen({ host: config.host, port: config.port }).catch(async (error: unknown) => {
    // What runs already would keep the process alive, without a port.
    await stop();
    throw error;
  });
  // A TCP server has an address object, not a pipe's name.
  const { port } = app.server.address() as AddressInfo;
  url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  return {
    url,
    port,
    admin: createAdmin(context, () => hub.recheck()),
    companyReady: company.watch?.firstLook ?? Promise.resolve(),
    stop: () => stop().then(() => log.close()),
  };
}

/** Meta usually answers in well under a second; what takes longer is judged unknown, not sent again. */
const GRAPH_TIMEOUT_MS = 15_000;

/** What the relay does on the company's number. The sender always runs: it explains jobs whose number has gone. */
function startCompany(context: RelayContext) {
  const { company } = context.config;
  const graph =
    company &&
    createGraphClient({
      fetch,
      token: company.accessToken,
      version: company.graphVersion,
      baseUrl: company.graphUrl,
      userAgent: `ColleagueMessagingRelay/${RELAY_VERSION}`,
      timeoutMs: GRAPH_TIMEOUT_MS,
    });
  return {
    sender: startCompanySender(context, graph),
    watch: company && graph && startCompanyWatch(context, company, graph),
  };
}
