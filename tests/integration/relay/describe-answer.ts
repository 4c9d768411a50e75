import { z } from 'zod';
import { buildOpenApi } from '../../../relay/http/api/build-openapi.ts';

type Json = { readonly [key: string]: unknown };

// What a CRM's developer reads, as JSON and nothing else.
const document = JSON.parse(JSON.stringify(buildOpenApi())) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Json };
};
type Described = {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Json }>> }>
  >;
};

/**
 * What the OpenAPI document says of this answer, as a schema; undefined for calls that it does not know. Throws when it
 * does not know the status. A field that the document does not name is a mistake here, unlike for a CRM.
 */
export function findAnswerSchema(method: string, route: string, status: number): z.ZodType | undefined {
  const [path = ''] = route.split('?');
  const found = Object.keys(document.paths).find((known) => toPattern(known).test(path));
  const operation = found === undefined ? undefined : document.paths[found]?.[method.toLowerCase()];
  if (found === undefined || operation === undefined) return undefined;
  const response = operation.responses[status];
  if (response === undefined) throw new Error(`${method} ${found} is not described to answer ${status}.`);
  const schema = response.content?.['application/json']?.schema;
  if (schema === undefined) throw new Error(`${method} ${found} ${status} has no schema.`);
  return z.fromJSONSchema(tighten({ ...schema, $defs: document.components.schemas }) as Json);
}

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
}

function tighten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tighten);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) =>
    key === '$ref' && typeof inner === 'string'
      ? [key, inner.replace('#/components/schemas/', '#/$defs/')]
      : [key, tighten(inner)],
  );
  const schema = Object.fromEntries(entries) as Json;
  const isObject = schema['type'] === 'object' && 'properties' in schema;
  return isObject && !('additionalProperties' in schema)
    ? { ...schema, additionalProperties: false }
    : schema;
}
