import { setTimeout as wait } from 'node:timers/promises';
import { decideFaultyAnswer, localiseAnswer } from '../faults/transform-answer.ts';
import type { RequestFacts } from '../faults/faults.ts';
import type { Simulation } from '../simulation.ts';
import { refuse, type GraphAnswer } from './answer.ts';
import { answerGraph } from './dispatch.ts';
import { asString, readParameters, type GraphRequest } from './graph-request.ts';
import { buildHeaders } from './headers.ts';
import { metaError } from './meta-error.ts';
import { decideVersion } from './versions.ts';

export type ServedAnswer = {
  readonly answer: GraphAnswer;
  readonly headers: Record<string, string>;
  readonly traceId: string;
};

/** One Graph call with whatever fault is ordered for it. `stop` ends a stall early. */
export async function serveGraph(
  simulation: Simulation,
  request: GraphRequest,
  stop: AbortSignal,
): Promise<ServedAnswer> {
  const version = decideVersion(request.version, simulation.clock.now(), simulation.faults.deadVersions);
  const traceId = `A${simulation.random.hex(21)}`;
  const answer = await answerWithFaults(simulation, request, version, stop);
  return { answer, headers: buildHeaders(simulation, request, version, traceId, answer), traceId };
}

async function answerWithFaults(
  simulation: Simulation,
  request: GraphRequest,
  version: string | undefined,
  stop: AbortSignal,
): Promise<GraphAnswer> {
  const facts = gatherFacts(simulation, request);
  const fault = simulation.faults.take(['error', 'html', 'reset', 'stall'], facts);
  if (fault === undefined)
    return localise(simulation, facts, await answerGraph(simulation, request, version));
  const isAccepted = fault.isAccepted ?? (fault.kind === 'reset' || fault.kind === 'stall');
  // The call takes effect first: what the caller sees is only the answer that got lost or bent.
  const real = isAccepted ? await answerGraph(simulation, request, version) : undefined;
  if (fault.kind === 'stall')
    await wait(fault.delayMs ?? 10_000, undefined, { signal: stop }).catch(() => undefined);
  return localise(
    simulation,
    facts,
    decideFaultyAnswer(fault) ?? real ?? refuse(metaError(2, { isTransient: true })),
  );
}

function localise(simulation: Simulation, facts: RequestFacts, answer: GraphAnswer): GraphAnswer {
  return answer.kind === 'error' && simulation.faults.take(['localised'], facts) !== undefined
    ? localiseAnswer(answer)
    : answer;
}

function gatherFacts(simulation: Simulation, request: GraphRequest): RequestFacts {
  const id = request.segments[0] ?? '';
  const parameters = request.method === 'POST' ? readParameters(request) : {};
  const edge = request.segments[1] ?? (simulation.world.media.get(id) === undefined ? '' : 'media');
  return {
    edge,
    recipient: asString(parameters['to']) ?? asString(parameters['recipient']),
    phoneNumberId: simulation.world.phoneNumbers.has(id) ? id : undefined,
  };
}
