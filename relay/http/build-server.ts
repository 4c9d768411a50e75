import { type RequestListener, type Server, createServer } from 'node:http';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { type FastifyInstance, fastify } from 'fastify';
import type { RelayContext } from '../context.ts';
import { createAddressShare } from './address-share.ts';
import { BODY_LIMITS, type BodyLimits, startBodyDeadline } from './body-deadline.ts';
import { CALL_LIMITS, type CallLimits, limitCalls } from './call-limits.ts';
import type { WebhookReceiver } from './webhook-receiver.ts';
import { createAddressReader } from './client-address.ts';
import { answerBadAddress, answerUnreadable, dropTheGone } from './unreadable-requests.ts';
import { repairJson } from './repair-json.ts';
import { RelayRefusal, createErrorHandler, sendRefusal } from './relay-refusal.ts';

/** Everything but bulk records and webhooks is small. */
const BODY_LIMIT = 1024 * 1024;
const MAX_PARAMETER_LENGTH = 2_000;
/** Twice the sockets that the stream admits: desktops, Meta, and room for those who have not shown who they are. */
const MAX_CONNECTIONS = 10_000;

/** What nothing may exceed, not even a file of 100 MB on a slow line. */
const LONGEST_REQUEST_MS = 2 * 60 * 60_000;

export type ServerLimits = {
  readonly calls: CallLimits;
  readonly headersTimeoutMs: number;
  readonly body: BodyLimits;
};

export const SERVER_LIMITS: ServerLimits = {
  calls: CALL_LIMITS,
  headersTimeoutMs: 15_000,
  body: BODY_LIMITS,
};

/** The HTTP server without its routes: webhooks, headers, limits, and answers for what went wrong. */
export async function buildServer(
  context: RelayContext,
  webhooks: WebhookReceiver,
  limits: ServerLimits,
): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: answerBadAddress,
    // Whose word about the caller's address is believed: with it, limits count desktops and not the proxy.
    trustProxy: context.config.trustedProxies ?? false,
    // Ids of records are the CRM's, and may be long where every letter is escaped.
    routerOptions: { maxParamLength: MAX_PARAMETER_LENGTH },
    serverFactory: (handle) =>
      createLimitedServer(limits, (request, response) => {
        startBodyDeadline(request, limits.body);
        return webhooks.accepts(request) ? webhooks.receive(request, response) : handle(request, response);
      }),
  });
  dropTheGone(app);
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    parseJson(request, repairJson(body.toString()), done),
  );
  app.addHook('onResponse', (request, reply, done) => {
    const { url } = request.routeOptions;
    context.metrics.noteAnswer(url ?? 'none', reply.statusCode, reply.elapsedTime / 1_000);
    done();
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
  limitCalls(app, limits.calls);
  return app;
}

/** What a stranger can cost before we know who it is: header size, header time, connections. */
function createLimitedServer({ headersTimeoutMs }: ServerLimits, handle: RequestListener): Server {
  const server = createServer(
    {
      maxHeaderSize: 16_384,
      headersTimeout: headersTimeoutMs,
      requestTimeout: LONGEST_REQUEST_MS,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: Math.min(5_000, headersTimeoutMs),
      noDelay: true,
    },
    handle,
  );
  server.maxConnections = MAX_CONNECTIONS;
  shareConnections(server);
  return server;
}

/** By the address of the connection itself: nothing has been said on it yet. */
function shareConnections(server: Server): void {
  const shares = createAddressShare(createAddressReader(), MAX_CONNECTIONS / 2);
  server.on('connection', (socket) => {
    const giveBack = shares.take({ socket, headers: {} });
    if (giveBack === undefined) socket.destroy();
    else socket.once('close', giveBack);
  });
}

const SWEEP_MS = 20;
const CUT_OFF_MS = 5_000;

/** Answers the requests under way, then closes. A connection that only idles, or never ends, does not hold it up. */
export async function closeServer(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
  const cutOff = setTimeout(() => app.server.closeAllConnections(), CUT_OFF_MS);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(cutOff);
  }
}
