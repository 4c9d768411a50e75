import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkApiKey } from '../accounts/api-keys.ts';
import type { RelayContext } from '../context.ts';
import type { ApiKeyScope } from '../log/api-key-log.ts';
import { refuseExcess } from './call-limits.ts';
import { RelayRefusal } from './relay-refusal.ts';

export type ApiKeyLimits = {
  /** Calls of one key. */
  readonly callsPerMinute: number;
  /** Wrong keys from one address. */
  readonly wrongKeysPerMinute: number;
};
export const API_KEY_LIMITS: ApiKeyLimits = { callsPerMinute: 600, wrongKeysPerMinute: 30 };

/** "Last used" is precise to this: a call costs no write. */
const TOUCH_MS = 60_000;
const MINUTE_MS = 60_000;

/**
 * The door of the routes that the CRM calls. Answers a hook for `onRequest`, so that a stranger is turned away before the
 * body is read. Right keys are counted by key, wrong ones by address: neither can use up the other's allowance.
 */
export function createApiKeyGate(
  { log, logger, now }: RelayContext,
  app: FastifyInstance,
  limits: ApiKeyLimits,
) {
  const countCall = app.createRateLimit({
    max: limits.callsPerMinute,
    timeWindow: MINUTE_MS,
    keyGenerator: (request) => keyIds.get(request) ?? '',
  });
  const countWrong = app.createRateLimit({ max: limits.wrongKeysPerMinute, timeWindow: MINUTE_MS });
  const keyIds = new WeakMap<FastifyRequest, string>();
  const touchedAt = new Map<string, number>();

  function touch(id: string): void {
    const at = now();
    if (at - (touchedAt.get(id) ?? -Infinity) < TOUCH_MS) return;
    touchedAt.set(id, at);
    log
      .write((transaction) => transaction.touchApiKey(id, at))
      .catch((error: unknown) => logger.warn({ error }, 'API key not marked as used'));
  }

  return (scope: ApiKeyScope) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const check = await checkApiKey(log, request.headers.authorization, scope);
      if (check.kind === 'unknown') {
        refuseExcess(reply, await countWrong(request));
        throw new RelayRefusal('unauthorised', 'The API key is missing, unknown or revoked.');
      }
      keyIds.set(request, check.key.id);
      refuseExcess(reply, await countCall(request));
      touch(check.key.id);
      if (check.kind === 'lacks-scope') {
        throw new RelayRefusal('forbidden', `This API key may not do that: it lacks the scope ${scope}.`);
      }
    };
}
