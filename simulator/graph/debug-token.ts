import type { Simulation } from '../simulation.ts';
import type { AccessToken, Json } from '../world/entities.ts';
import { ok, refuse, type GraphAnswer } from './answer.ts';
import { authorise } from './authorise.ts';
import { readToken, type GraphRequest } from './graph-request.ts';
import { invalidParameter } from './meta-error.ts';

/** `GET /debug_token`: any valid token of the app may ask, also about itself; a bad token is described with HTTP 200 (reference section 5.5). */
export function debugToken(simulation: Simulation, request: GraphRequest): GraphAnswer {
  const asking = authorise(simulation, readToken(request));
  if ('error' in asking) return refuse(asking.error);
  const input = request.query.get('input_token');
  if (input === null || input === '')
    return refuse(invalidParameter({ message: 'The parameter input_token is required' }));
  const token = simulation.world.tokens.get(input);
  if (token === undefined)
    return ok({
      data: {
        error: { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' },
        is_valid: false,
        scopes: [],
      },
    });
  return ok({ data: describe(simulation, token) });
}

function describe(simulation: Simulation, token: AccessToken): Json {
  const judged = authorise(simulation, token.value);
  const error =
    'error' in judged
      ? { error: { code: 190, message: judged.error.message, subcode: judged.error.subcode } }
      : {};
  const granular = token.scopes.filter((scope) => scope.startsWith('whatsapp_'));
  const wabaIds = token.targetIds.filter((id) => simulation.world.wabas.has(id));
  return {
    app_id: token.appId,
    type: token.kind,
    application: simulation.world.app.name,
    ...error,
    expires_at: Math.floor(token.expiresAt / 1_000),
    data_access_expires_at: 0,
    is_valid: !('error' in judged),
    issued_at: Math.floor(token.issuedAt / 1_000),
    user_id: token.userId,
    scopes: token.scopes,
    granular_scopes: granular.map((scope) => ({ scope, target_ids: wabaIds })),
  };
}
