import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OPERATIONS, buildOpenApi } from '../../../relay/http/api/build-openapi.ts';
import { findAnswerSchema } from './describe-answer.ts';
import { startTestRelay } from './relay-harness.ts';

/** Taken by what stands before fastify: the hot path of the webhooks, and the sockets. */
const BEFORE_FASTIFY = ['post /webhook', 'get /v1/stream'];

function toJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test('docs/openapi.json is what the relay serves; npm run docs:openapi writes it anew.', async () => {
  const file = new URL('../../../docs/openapi.json', import.meta.url);
  const relay = await startTestRelay();
  const served: unknown = await (await fetch(`${relay.url}/v1/openapi.json`)).json();
  expect(served).toEqual(toJson(buildOpenApi()));
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(served);
});

test('Every route is described, and everything described is there.', async () => {
  const routes = new Set<string>(BEFORE_FASTIFY);
  await startTestRelay(
    {},
    {
      onRoute({ method, url }) {
        for (const one of [method].flat()) if (one !== 'HEAD') routes.add(`${one.toLowerCase()} ${url}`);
      },
    },
  );
  expect([...routes].sort()).toEqual(OPERATIONS.map(({ method, path }) => `${method} ${path}`).sort());
});

test('Each operation has a name of its own, and describes each part of its path.', () => {
  const { paths } = toJson(buildOpenApi()) as {
    readonly paths: Readonly<
      Record<string, Record<string, { operationId: string; parameters?: { in: string; name: string }[] }>>
    >;
  };
  const ids: string[] = [];
  for (const [path, operations] of Object.entries(paths)) {
    for (const { operationId, parameters = [] } of Object.values(operations)) {
      ids.push(operationId);
      const named = parameters.filter((one) => one.in === 'path').map((one) => one.name);
      expect([path, named]).toEqual([path, [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)]);
    }
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(['putRecords', 'getHistories', 'postUsersByUserIdDeactivate']));
});

test.each([
  [{ histories: [], cursor: 1, hasMore: false, logId: 'log.1' }, true],
  [{ histories: [], cursor: 1, hasMore: false, more: 1 }, false],
  [{ histories: [], cursor: '1', hasMore: false }, false],
  [{ histories: [{ id: 'm1' }], cursor: 1, hasMore: false }, false],
  [{ histories: [] }, false],
])('The check that every test of the CRM goes through knows whether %j is as described.', (answer, is) => {
  expect(findAnswerSchema('GET', '/v1/histories?after=0', 200)?.safeParse(answer).success).toBe(is);
  expect(() => findAnswerSchema('GET', '/v1/histories', 404)).toThrow('is not described to answer 404');
});
