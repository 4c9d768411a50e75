import type { Simulation } from '../simulation.ts';
import { refuse, type GraphAnswer } from './answer.ts';
import { authorise } from './authorise.ts';
import { debugToken } from './debug-token.ts';
import { readToken, type GraphRequest } from './graph-request.ts';
import { metaError } from './meta-error.ts';

/** Paths that are words, not ids. */
export const specialRoutes: Readonly<
  Record<string, (simulation: Simulation, request: GraphRequest) => GraphAnswer>
> = {
  debug_token: debugToken,
  me: answerMe,
};

// The cheap liveness probe: a living version without token answers 2500 (reference section 1.1).
function answerMe(simulation: Simulation, request: GraphRequest): GraphAnswer {
  const value = readToken(request);
  if (value === undefined)
    return refuse(
      metaError(2500, {
        message: 'An active access token must be used to query information about the current user.',
      }),
    );
  const authorisation = authorise(simulation, value);
  if ('error' in authorisation) return refuse(authorisation.error);
  return { kind: 'json', status: 200, body: { name: 'Colleague Messaging', id: authorisation.token.userId } };
}
