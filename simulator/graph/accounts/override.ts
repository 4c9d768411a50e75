import type { Simulation } from '../../simulation.ts';
import type { CallbackOverride, Json } from '../../world/entities.ts';
import { checkCallback } from '../../webhooks/verify-callback.ts';
import { asString } from '../graph-request.ts';
import { invalidParameter, metaError, type MetaError } from '../meta-error.ts';

const URL_LIMIT = 200;

/** The callback that a body asks for; undefined takes the override away. */
export function readOverride(parameters: Json): CallbackOverride | undefined {
  const url = asString(parameters['override_callback_uri']);
  return url ? { url, verifyToken: asString(parameters['verify_token']) ?? '' } : undefined;
}

/** Meta asks the callback before it believes in it (reference section 5.4). */
export async function verifyOverride(
  simulation: Simulation,
  override: CallbackOverride,
): Promise<MetaError | undefined> {
  if (override.url.length > URL_LIMIT)
    return invalidParameter({
      message: `Param override_callback_uri must be at most ${URL_LIMIT} characters long.`,
    });
  if (override.verifyToken === '')
    return invalidParameter({ message: 'The parameter verify_token is required.' });
  const problem = await checkCallback(
    simulation.transport,
    simulation.random,
    override.url,
    override.verifyToken,
  );
  return problem === undefined
    ? undefined
    : metaError(2200, {
        message: `(#2200) Callback verification failed with the following errors: ${problem}`,
      });
}
