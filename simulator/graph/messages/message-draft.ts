import type { Simulation } from '../../simulation.ts';
import type { Json, PhoneNumber } from '../../world/entities.ts';
import { asObject, asString } from '../graph-request.ts';

/** A send request as far as it could be read; the checks decide whether it is any good. */
export type MessageDraft = {
  readonly simulation: Simulation;
  readonly phoneNumber: PhoneNumber;
  readonly parameters: Json;
  readonly to: string | undefined;
  readonly recipient: string | undefined;
  /** "text" where none is given (reference section 2.1, unverified). */
  readonly type: string;
  /** The payload object named like the type; an array for contacts. */
  readonly content: unknown;
  readonly quotedId: string | undefined;
  readonly callbackData: string | undefined;
};

/** Reads the common fields. An empty `to` or `recipient` counts as none. */
export function readMessageDraft(
  simulation: Simulation,
  phoneNumber: PhoneNumber,
  parameters: Json,
): MessageDraft {
  const type = asString(parameters['type']) ?? 'text';
  return {
    simulation,
    phoneNumber,
    parameters,
    to: asString(parameters['to']) || undefined,
    recipient: asString(parameters['recipient']) || undefined,
    type,
    content: parameters[type],
    quotedId: asString(asObject(parameters['context'])?.['message_id']),
    callbackData: asString(parameters['biz_opaque_callback_data']),
  };
}
