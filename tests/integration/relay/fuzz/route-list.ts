import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export type FuzzRoute = { readonly method: string; readonly path: string };

const RELAY = path.resolve(import.meta.dirname, '../../../../relay');
const ROUTE = /\bapp\.(get|put|post|delete|patch|head)\(\s*(?:'([^']+)'|([A-Z_]+))/g;

/** Every route that the relay's sources declare, so that a new one is beaten from its first day. */
export function listRoutes(): readonly FuzzRoute[] {
  const sources = readdirSync(RELAY, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(RELAY, name), 'utf8'));
  return sources.flatMap((source) =>
    [...source.matchAll(ROUTE)].map(([, method = '', route, name = '']) => ({
      method: method.toUpperCase(),
      path: route ?? findConstant([source, ...sources], name),
    })),
  );
}

/** A path that has a name: in its own file, or exported by another. */
function findConstant(sources: readonly string[], name: string): string {
  const constant = new RegExp(`const ${name} = '([^']+)'`);
  const found = sources.map((source) => constant.exec(source)?.[1]).find((value) => value !== undefined);
  if (found === undefined) throw new Error(`No source says what ${name} is.`);
  return found;
}
