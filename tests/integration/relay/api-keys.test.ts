import { expect, test } from 'vitest';
import { connectCrm, crmWith } from './crm-harness.ts';
import { enrolDesktop, makeTemporaryDirectory, startTestRelay } from './relay-harness.ts';
import { environmentOf, findFreePort, runRelay, startRelayProcess } from './relay-process.ts';

const SAM = { id: 'c1', kind: 'candidate', knownAs: 'Sam' };

test.each([
  ['PUT', '/v1/records', 'records:write', { records: [SAM] }],
  ['DELETE', '/v1/records/c1', 'records:write', undefined],
  ['GET', '/v1/records/c1', 'records:read', undefined],
] as const)('%s %s needs a key with the scope %s.', async (method, route, scope, body) => {
  const relay = await startTestRelay();
  const other = scope === 'records:write' ? 'records:read' : 'records:write';
  const [right, lacking] = [await connectCrm(relay, [scope]), await connectCrm(relay, [other], 'other')];
  const desktop = await enrolDesktop(relay, 'alex');
  expect([200, 404]).toContain((await right.call(method, route, body)).status);
  expect(await lacking.call(method, route, body)).toMatchObject({
    status: 403,
    json: { error: { code: 'forbidden', message: expect.stringContaining(scope) } },
  });
  expect((await desktop.call(method, route, body)).status).toBe(401);
});

test.each([
  ['no key', () => undefined],
  ['an empty key', () => ''],
  ['the id without its secret', (key: string) => key.slice(0, 17)],
  ['another secret', (key: string) => `${key.slice(0, -5)}AAAAA`],
  ['another id', (key: string) => key.replace(/^crm_.{12}/, 'crm_000000000000')],
  ['a key with something behind it', (key: string) => `${key}A`],
  ['a very long key', (key: string) => key.repeat(100)],
])('A call with %s is turned away.', async (_what, spoil) => {
  const relay = await startTestRelay();
  const { key } = await connectCrm(relay);
  const stranger = crmWith(relay.url, spoil(key));
  const { status, json } = await stranger.call('PUT', '/v1/records', { records: [SAM] });
  expect([status, json]).toMatchObject([401, { error: { code: 'unauthorised' } }]);
  expect((await crmWith(relay.url, key).call('PUT', '/v1/records', { records: [SAM] })).status).toBe(200);
});

test('An API key opens nothing that belongs to desktops.', async () => {
  const relay = await startTestRelay();
  const crm = await connectCrm(relay);
  for (const route of ['/v1/events', '/v1/me', '/v1/setup'])
    expect((await crm.call('GET', route)).status).toBe(401);
});

test('A key that calls too often waits; a stranger who guesses does not use up its allowance.', async () => {
  const relay = await startTestRelay({}, { apiKeyLimits: { callsPerMinute: 3, wrongKeysPerMinute: 2 } });
  const [crm, other] = [await connectCrm(relay), await connectCrm(relay, ['records:read'], 'other')];
  const stranger = crmWith(relay.url, `crm_000000000000_${'A'.repeat(43)}`);
  const read = async (one: typeof crm) => (await one.call('GET', '/v1/records/c1')).status;
  expect([await read(stranger), await read(stranger), await read(stranger)]).toEqual([401, 401, 429]);
  expect([await read(crm), await read(crm), await read(crm)]).toEqual([404, 404, 404]);
  const refused = await crm.call('GET', '/v1/records/c1');
  expect(refused).toMatchObject({ status: 429, json: { error: { code: 'too-many-requests' } } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await read(other)).toBe(404);
});

test('Keys are made, listed and revoked on the command line while the relay runs; no secret is stored or shown again.', async () => {
  const dataDirectory = makeTemporaryDirectory();
  const environment = environmentOf({ RELAY_DATA: dataDirectory });
  const run = (...words: readonly string[]) => runRelay(words, environment);
  const relay = await startRelayProcess(await findFreePort(), { RELAY_DATA: dataDirectory });
  const made = await run('api-key', 'add', 'The CRM', '--scope', 'records:write,records:read');
  const key = made.stdout.split('\n')[0] ?? '';
  expect(key).toMatch(/^crm_[0-9a-f]{12}_[\w-]{43}$/);
  expect((await run('api-key', 'list')).stdout).toMatch(
    /^[0-9a-f]{12}\tThe CRM\trecords:write,records:read\tmade .*\tnever used\tactive\n$/,
  );
  const crm = crmWith(relay.url, key);
  expect((await crm.call('GET', '/v1/records/c1')).status).toBe(404);
  await expect
    .poll(async () => (await run('api-key', 'list')).stdout, { timeout: 30_000 })
    .toMatch(/\tused .*\tactive\n$/);
  expect(await run('api-key', 'add', 'the crm', '--scope', 'records:read')).toMatchObject({
    code: 1,
    stderr: 'There is an API key named the crm already. Revoke it first.\n',
  });
  expect((await run('api-key', 'revoke', 'the CRM')).code).toBe(0);
  expect((await crm.call('GET', '/v1/records/c1')).status).toBe(401);
  const { stdout } = await run('api-key', 'list');
  expect(stdout).toContain('revoked');
  expect(stdout).not.toContain(key.slice(-43));
});

test.each([
  [['CRM'], 'The scopes must be some of records:read'],
  [['CRM', '--scope', 'everything'], 'The scopes must be some of records:read'],
  [['', '--scope', 'records:read'], 'The name must have 1 to 60 letters'],
  [['CRM', '--scopes', 'records:read'], "The options cannot be read: Unknown option '--scopes'"],
])('api-key add %j fails with a sentence.', async (words, sentence) => {
  const answer = await runRelay(
    ['api-key', 'add', ...words],
    environmentOf({ RELAY_DATA: makeTemporaryDirectory() }),
  );
  expect(answer.code).toBe(2);
  expect(answer.stderr).toContain(sentence);
});
