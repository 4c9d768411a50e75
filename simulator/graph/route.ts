import type { MediaItem, MetaApp, PhoneNumber, Template, Waba } from '../world/entities.ts';
import type { GraphAnswer } from './answer.ts';
import type { GraphNode } from './find-node.ts';
import type { GraphCall } from './graph-call.ts';

export type Scope = 'whatsapp_business_messaging' | 'whatsapp_business_management' | 'none';
type Handler<Node> = (call: GraphCall, node: Node) => GraphAnswer | Promise<GraphAnswer>;

/** One edge of one kind of node. `edge` undefined is the node itself. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly kind: GraphNode['kind'];
  readonly edge: string | undefined;
  readonly scope: Scope;
  readonly handle: (call: GraphCall, found: GraphNode) => GraphAnswer | Promise<GraphAnswer>;
};

type Nodes = { 'phone-number': PhoneNumber; waba: Waba; app: MetaApp; template: Template; media: MediaItem };

/** Declares an edge; the handler gets the node of the right kind. */
export function route<Kind extends GraphNode['kind']>(
  method: Route['method'],
  kind: Kind,
  edge: string | undefined,
  scope: Scope,
  handler: Handler<Nodes[Kind]>,
): Route {
  // The dispatcher calls a route only with a node of the route's own kind.
  return { method, kind, edge, scope, handle: (call, found) => handler(call, found.node as Nodes[Kind]) };
}
