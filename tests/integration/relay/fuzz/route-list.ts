import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export type FuzzRoute = { readonly method: string; readonly path: string };

const RELAY = path.resolve(import.meta.dirname, '../../../../relay');
const ROUTE = /\bapp\.(get|put|post|delete|patch|head)\(\s*(?:'([^']+)'|[A-Z_]+)/g;

/** Every route that the relay's sources declare, so that a new one is beaten from its first day. */
export function listRoutes(): readonly FuzzRoute[] {
  const files = readdirSync(RELAY, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.flatMap((name) => {
    const source = readFileSync(path.join(RELAY, name), 'utf8');
    return [...source.matchAll(ROUTE)].map(([, method = '', route = '/webhook']) => ({
      method: method.toUpperCase(),
      path: route,
    }));
  });
}
