import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { RelayRefusal } from './relay-refusal.ts';

export type CallLimits = {
  /** Of one address, on all routes together: a whole agency may be behind one, and come back in the same minute. */
  readonly perAddress: number;
  /** With one token: far more than a desktop or the CRM needs. */
  readonly perToken: number;
};
export const CALL_LIMITS: CallLimits = { perAddress: 30_000, perToken: 3_000 };

const MINUTE_MS = 60_000;

/**
 * Bounds what anybody may ask in a minute, on every route there is, before anything is looked up; routes that cost more
 * have closer limits of their own. And says of every answer that nobody on the way may keep it.
 */
export function limitCalls(app: FastifyInstance, limits: CallLimits): void {
  const countAddress = app.createRateLimit({ max: limits.perAddress, timeWindow: MINUTE_MS });
  const countToken = app.createRateLimit({
    max: limits.perToken,
    timeWindow: MINUTE_MS,
    // As a digest: the count of a token should not be a place where tokens lie about.
    keyGenerator: ({ headers }) =>
      createHash('sha256')
        .update(headers.authorization ?? '')
        .digest('base64'),
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    refuseExcess(reply, await countAddress(request));
    if (request.headers.authorization !== undefined) refuseExcess(reply, await countToken(request));
  });
}

export type Count = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>;

/** Throws a refusal with status 429 that says when to come again. */
export function refuseExcess(reply: FastifyReply, count: Count): void {
  if (count.isAllowed || !count.isExceeded) return;
  void reply.header('retry-after', count.ttlInSeconds);
  throw new RelayRefusal('too-many-requests', `Too many calls. Try again in ${count.ttlInSeconds} seconds.`);
}
