import type { Json } from '../world/entities.ts';
import { invalidParameter, type MetaError } from './meta-error.ts';

export type FieldSelection = { readonly error: MetaError } | { readonly fields: Json };

/**
 * Picks `fields=a,b` from what a node has. One unknown name fails the whole call with #100 "nonexisting field"
 * (reference section 10.3, unverified there). `id` is always told. Sub-selections `{…}` and limits are ignored.
 */
export function selectFields(
  node: Json,
  asked: string | null,
  defaults: readonly string[],
  nodeType: string,
): FieldSelection {
  const names = asked === null || asked === '' ? defaults : splitFields(asked);
  const unknown = names.find((name) => !(name in node));
  if (unknown !== undefined) {
    return {
      error: invalidParameter({
        message: `Tried accessing nonexisting field (${unknown}) on node type (${nodeType})`,
      }),
    };
  }
  const picked = names.filter((name) => node[name] !== undefined).map((name) => [name, node[name]] as const);
  return { fields: { ...Object.fromEntries(picked), ...('id' in node ? { id: node['id'] } : {}) } };
}

function splitFields(asked: string): string[] {
  const flat = asked.replaceAll(/\{[^}]*\}|\.[a-z_]+\([^)]*\)/g, '');
  return flat
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
