import type { Simulation } from '../simulation.ts';
import type { AccessToken, Json } from '../world/entities.ts';
import type { GraphRequest } from './graph-request.ts';

/** One authorised call: who asks for what, with its parameters already read. */
export type GraphCall = {
  readonly simulation: Simulation;
  readonly request: GraphRequest;
  /** The version that serves the call. */
  readonly version: string;
  readonly token: AccessToken;
  readonly parameters: Json;
};
