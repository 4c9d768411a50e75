import type { Simulation } from '../simulation.ts';
import type { AccessToken } from '../world/entities.ts';
import { refuse, type GraphAnswer } from './answer.ts';
import { authorise } from './authorise.ts';
import { findNode, ownerOf, type GraphNode } from './find-node.ts';
import type { GraphCall } from './graph-call.ts';
import { readParameters, readToken, type GraphRequest } from './graph-request.ts';
import { downloadMedia } from './media/download-media.ts';
import { metaError, unknownObject, type MetaError } from './meta-error.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';
import { specialRoutes } from './special-routes.ts';

/** Answers one call in Meta's order: version, token, object, access, scope, edge, and only then the edge's own checks. */
export async function answerGraph(
  simulation: Simulation,
  request: GraphRequest,
  version: string | undefined,
): Promise<GraphAnswer> {
  const [id, edge, ...rest] = request.segments;
  if (id === 'lookaside') return downloadMedia(simulation, request);
  if (version === undefined || id === undefined || rest.length > 0) {
    return refuse(metaError(2500, { message: `Unknown path components: /${request.segments.join('/')}` }));
  }
  const special = specialRoutes[id];
  if (special !== undefined && edge === undefined) return special(simulation, request);
  const authorisation = authorise(simulation, readToken(request));
  if ('error' in authorisation) return refuse(authorisation.error);
  const { token } = authorisation;
  const found = findNode(simulation.world, id, simulation.clock.now());
  if (found === undefined) return refuse(unknownObject(request.method, id));
  const matched = routes.find(
    (candidate) =>
      candidate.method === request.method && candidate.kind === found.kind && candidate.edge === edge,
  );
  if (matched === undefined) return refuse(refuseEdge(request.method, id, edge));
  const error = checkAccess(simulation, token, found, matched, request.method, id);
  if (error !== undefined) return refuse(error);
  const call: GraphCall = { simulation, request, version, token, parameters: readParameters(request) };
  return matched.handle(call, found);
}

// Reading an edge that a node does not have names the edge; everything else is "does not support this operation".
function refuseEdge(method: string, id: string, edge: string | undefined): MetaError {
  if (method !== 'GET' || edge === undefined) return unknownObject(method, id);
  return metaError(100, { message: `(#100) Tried accessing nonexisting field (${edge})` });
}

function checkAccess(
  simulation: Simulation,
  token: AccessToken,
  found: GraphNode,
  matched: Route,
  method: string,
  id: string,
): MetaError | undefined {
  const { targetId, wabaId } = ownerOf(simulation.world, found);
  if (found.kind === 'app') return token.kind === 'APP' ? undefined : metaError(10);
  if (!token.targetIds.includes(targetId))
    return method === 'GET' ? unknownObject(method, id) : metaError(200);
  if (matched.scope !== 'none' && !token.scopes.includes(matched.scope)) return metaError(10);
  const isManagement = matched.scope === 'whatsapp_business_management' && wabaId !== undefined;
  return isManagement && !simulation.budget.take(wabaId, simulation.clock.elapsed())
    ? metaError(80007)
    : undefined;
}
