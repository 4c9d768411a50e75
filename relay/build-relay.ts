import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { HEARTBEAT_MS } from '../shared/protocol/frames.ts';
import { type RelayAdmin, createAdmin } from './admin/create-admin.ts';
import { startCompanyNumber } from './company/company-number.ts';
import { startCompanyWork } from './company/start-company-work.ts';
import type { RelayConfig } from './config.ts';
import type { RelayBase } from './context.ts';
import { createWebhookWitness } from './doctor/webhook-witness.ts';
import { createAccountRoutes } from './http/account-routes.ts';
import { SERVER_LIMITS, type ServerLimits, buildServer, closeServer } from './http/build-server.ts';
import { createAdminRoutes } from './http/admin-routes.ts';
import { createChannelRoutes } from './http/channel-routes.ts';
import { createBodyIntake } from './http/body-intake.ts';
import { createDoctorRoutes } from './http/doctor-routes.ts';
import { createFeedRoutes } from './http/feed-routes.ts';
import { createLinkRoutes } from './http/link-routes.ts';
import { createCannedReplyRoutes } from './http/canned-reply-routes.ts';
import { createReadMarkRoutes } from './http/read-mark-routes.ts';
import { createCostRoutes } from './http/cost-routes.ts';
import { createMappingRoutes } from './http/mapping-routes.ts';
import { createHistoryRoutes } from './http/history-routes.ts';
import { createLimitRoutes } from './http/limit-routes.ts';
import { createMediaRoutes } from './http/media-routes.ts';
import { createUploadRoutes } from './http/upload-routes.ts';
import { createAboutRoute } from './http/about-route.ts';
import { createOpenApiRoute } from './http/openapi-route.ts';
import { createMessageRoutes } from './http/message-routes.ts';
import { API_KEY_LIMITS, type ApiKeyLimits, createApiKeyGate } from './http/api-key-auth.ts';
import { createRecordFileRoutes } from './http/record-file-routes.ts';
import { createRecordRoutes } from './http/record-routes.ts';
import { createSettingsRoutes } from './http/settings-routes.ts';
import { createWebhookPageRoute } from './http/webhook-page-route.ts';
import { WEBHOOK_PATH, createWebhookReceiver } from './http/webhook-receiver.ts';
import { type HookTiming, startHooks } from './hooks/start-hooks.ts';
import { createHealthRoutes } from './health/health-routes.ts';
import { createReadiness } from './health/readiness.ts';
import { createIngestQueue } from './ingest/ingest-queue.ts';
import { openLog } from './log/open-log.ts';
import { type WatchedLog, watchDisk } from './log/watch-disk.ts';
import { type RelayLogger, createSilentLogger } from './logger.ts';
import { createFigures } from './metrics/create-figures.ts';
import { createRelayMetrics } from './metrics/relay-metrics.ts';
import { openMediaStore } from './media/open-media-store.ts';
import { type RetentionTiming, startRetention } from './retention/start-retention.ts';
import { createSecretBox } from './secrets/secret-box.ts';
import { openSecretKeys } from './secrets/secret-keys.ts';
import { startStreamHub } from './socket/stream-hub.ts';
import type { StreamTiming } from './socket/stream-session.ts';
import { claimDirectory } from './upkeep/claim-directory.ts';
import { startClockWatch } from './watch-clock.ts';
import { RELAY_VERSION } from './version.ts';

/** What tests turn; production uses the defaults. */
export type RelayOptions = {
  readonly logger?: RelayLogger;
  readonly now?: () => number;
  /** Monotonic milliseconds. */
  readonly elapsed?: () => number;
  readonly serverLimits?: Partial<ServerLimits>;
  readonly timing?: Partial<StreamTiming>;
  /** Attempts to enrol from one address. */
  readonly enrolmentsPerMinute?: number;
  /** Wrong codes from all addresses together, after which nobody can enrol for the rest of the minute. */
  readonly wrongCodesPerMinute?: number;
  readonly apiKeyLimits?: Partial<ApiKeyLimits>;
  readonly hooks?: Partial<HookTiming>;
  readonly retention?: Partial<RetentionTiming>;
  /** Hears of every route that is registered. */
  readonly onRoute?: (route: { readonly method: string | string[]; readonly url: string }) => void;
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
  /** Whether there was a company number to send on when it started. */
  readonly hasCompanyNumber: boolean;
  /** Of `/metrics`, when the configuration asks for it. */
  readonly metricsUrl: string | undefined;
  /** Says goodbye to the desktops, finishes what is being written, closes everything. */
  stop(): Promise<void>;
};

const TIMING: StreamTiming = { helloMs: 10_000, heartbeatMs: HEARTBEAT_MS, ackMs: 60_000 };

/** Opens the log, listens, and is ready when the promise resolves. Throws AppError or the system's error of the port. */
export async function startRelay(config: RelayConfig, options: RelayOptions = {}): Promise<Relay> {
  const keys = openSecretKeys(config.secretKey, {
    dataDirectory: config.dataDirectory,
    isShared: config.databaseUrl !== undefined,
    randomBytes,
  });
  const logger = options.logger ?? createSilentLogger();
  // PostgreSQL is there for several relays, a file for one.
  const claim = config.databaseUrl === undefined ? claimDirectory(config.dataDirectory) : undefined;
  const { log, diskState } = await openWatchedLog(config, logger).catch((error: unknown) => {
    claim?.release();
    throw error;
  });
  const context: RelayBase = {
    config,
    log,
    diskState,
    secrets: createSecretBox(keys, randomBytes),
    metrics: createRelayMetrics(),
    media: openMediaStore(config),
    logger,
    country: config.country,
    now: options.now ?? Date.now,
    elapsed: options.elapsed ?? (() => performance.now()),
    randomBytes,
  };
  const close = () =>
    Promise.all([context.media.close(), log.close()])
      .then(() => undefined)
      .finally(() => claim?.release());
  try {
    return await serve(context, options, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function openWatchedLog(config: RelayConfig, logger: RelayLogger): Promise<WatchedLog> {
  return watchDisk(await openLog(config), logger);
}

async function serve(base: RelayBase, options: RelayOptions, close: () => Promise<void>): Promise<Relay> {
  const { config } = base;
  const company = await startCompanyNumber(base);
  const context = { ...base, company };
  const queue = createIngestQueue(context, options.maxWaitingWebhooks);
  const readiness = createReadiness(context);
  const witness = createWebhookWitness(context.now);
  const webhooks = createWebhookReceiver(context, queue, createBodyIntake(), witness);
  const app = await buildServer(context, webhooks, { ...SERVER_LIMITS, ...options.serverLimits });
  if (options.onRoute !== undefined) app.addHook('onRoute', options.onRoute);
  let url = '';
  const { enrolmentsPerMinute = 10, wrongCodesPerMinute = 100 } = options;
  const work = startCompanyWork(context);
  await app.register(createWebhookPageRoute(context, witness));
  await app.register(createFeedRoutes(context));
  await app.register(
    createAccountRoutes(context, {
      enrolmentsPerMinute,
      wrongCodesPerMinute,
    }),
  );
  await app.register(createMessageRoutes(context, () => work.wakeSender()));
  await app.register(createLinkRoutes(context));
  await app.register(createReadMarkRoutes(context));
  await app.register(createCannedReplyRoutes(context));
  await app.register(createChannelRoutes(context));
  await app.register(createSettingsRoutes(context));
  await app.register(createAdminRoutes(context));
  await app.register(createMappingRoutes(context));
  await app.register(createCostRoutes(context));
  await app.register(
    createDoctorRoutes(context, {
      witness,
      callbackUrl: () => `${config.publicUrl ?? url}${WEBHOOK_PATH}`,
    }),
  );
  await app.register(createMediaRoutes(context));
  await app.register(createUploadRoutes(context));
  await app.register(createLimitRoutes(context));
  const admit = createApiKeyGate(context, app, { ...API_KEY_LIMITS, ...options.apiKeyLimits });
  await app.register(createRecordRoutes(context, admit));
  await app.register(createRecordFileRoutes(context, admit));
  await app.register(createHistoryRoutes(context, admit));
  await app.register(createHealthRoutes(readiness));
  await app.register(createAboutRoute(config.minimumDesktop));
  await app.register(createOpenApiRoute());
  const hub = startStreamHub(context, app.server, {
    timing: { ...TIMING, ...options.timing },
    relayVersion: RELAY_VERSION,
  });
  const hooks = startHooks(context, options.hooks);
  const retention = startRetention(context, options.retention);
  const clock = startClockWatch(context, () => work.wakeSender());
  const figures = createFigures(context, { hub, queue, readiness });
  const listen = async () => {
    const metricsAt = await figures.start();
    await app.listen({ host: config.host, port: config.port });
    return metricsAt;
  };
  const stop = async () => {
    readiness.stop();
    clock.stop();
    webhooks.stop();
    const working = Promise.all([hooks.stop(), work.stop(), retention.stop()]);
    await Promise.all([hub.stop(), closeServer(app), within(WORK_STOP_MS, working)]);
    await figures.stop();
  };
  const metricsUrl = await listen().catch(async (error: unknown) => {
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
    admin: createAdmin(context),
    companyReady: company.firstLook,
    hasCompanyNumber: company.find() !== undefined,
    metricsUrl,
    stop: () => stop().then(close),
  };
}

/** A call to Meta that takes longer stays in flight: at the next start it is judged unknown, and not repeated. */
const WORK_STOP_MS = 6_000;

/** Resolves with `work`, or without it after so long. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
