import { expect, test } from 'vitest';
import { z } from 'zod';
import { ipcCalls } from '../../../../shared/ipc/contract.ts';

type Schema = {
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | false;
};

/** The places of an input at which a page that was taken over could send without end. */
function findBoundless(schema: Schema, place: string): readonly string[] {
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap((one) => findBoundless(one, place));
  if (schema.enum !== undefined || schema.const !== undefined) return [];
  switch (schema.type) {
    case 'string':
      return schema.maxLength === undefined ? [`${place}: a text`] : [];
    case 'array':
      return [
        ...(schema.maxItems === undefined ? [`${place}: a list`] : []),
        ...findBoundless(schema.items ?? {}, `${place}[]`),
      ];
    case 'object':
      return [
        ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
          findBoundless(one, `${place}.${name}`),
        ),
        ...(typeof schema.additionalProperties === 'object'
          ? [
              ...findBoundless(schema.additionalProperties, `${place}.*`),
              ...findBoundless(schema.propertyNames ?? {}, `${place}: a name`),
            ]
          : []),
      ];
    case 'integer':
    case 'number':
    case 'boolean':
    case 'null':
      return [];
    default:
      return [`${place}: anything`];
  }
}

test.each(Object.entries(ipcCalls))('%s takes no text, list or name without end', (name, { input }) => {
  // Ours describes itself in JSON Schema's own words; only the words that are looked at are typed here.
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema;
  expect(findBoundless(schema, name)).toEqual([]);
});

test('a template is not filled with more values than it can have', () => {
  const { input } = ipcCalls['messages:send-template'];
  const withValues = (count: number) => ({
    target: { conversationId: 'c' },
    templateId: 't',
    values: Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, 'x'])),
  });
  expect(input.safeParse(withValues(100)).success).toBe(true);
  expect(input.safeParse(withValues(101)).success).toBe(false);
});
