import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import {
  listDevicesResponseSchema,
  listTeamsResponseSchema,
  listUsersResponseSchema,
  newCodeResponseSchema,
  teamSchema,
} from '../../../shared/protocol/admin.ts';
import { userSchema } from '../../../shared/protocol/events.ts';
import { call, enrolDesktop, enrolWith, openStream, startTestRelay } from './relay-harness.ts';

const ROUTES: readonly (readonly [string, string, object | undefined])[] = [
  ['GET', '/v1/users', undefined],
  ['POST', '/v1/users', { username: 'eve', displayName: 'Eve', role: 'administrator' }],
  ['PATCH', '/v1/users/alex', { role: 'administrator' }],
  ['GET', '/v1/users/alex/holdings', undefined],
  ['POST', '/v1/users/alex/deactivate', {}],
  ['POST', '/v1/users/alex/reactivate', {}],
  ['GET', '/v1/teams', undefined],
  ['POST', '/v1/teams', { name: 'North' }],
  ['PATCH', '/v1/teams/north', { name: 'South' }],
  ['DELETE', '/v1/teams/north', undefined],
  ['GET', '/v1/devices', undefined],
  ['POST', '/v1/devices/d1/revoke', {}],
  ['POST', '/v1/enrolment-codes', { userId: 'alex' }],
  ['GET', '/v1/settings/visibility', undefined],
  ['PUT', '/v1/settings/visibility', { visibility: 'own' }],
];

test.each(ROUTES)('%s %s is for administrators only.', async (method, route, body) => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const path = route.replace('alex', alex.user.id);
  expect((await call(relay.url, undefined, method, path, body)).status).toBe(401);
  const { status, json: answer } = await alex.call(method, path, body);
  expect({ status, code: answer.error?.code }).toEqual({ status: 403, code: 'forbidden' });
});

test('An administrator adds a user, gives a code, and sees the desktop that it enrolled.', async () => {
  const relay = await startTestRelay();
  const anna = await enrolDesktop(relay, 'anna', 'administrator');
  const team = teamSchema.parse((await anna.call('POST', '/v1/teams', { name: 'North' })).json);
  const added = await anna.call('POST', '/v1/users', {
    username: 'ben',
    displayName: 'Ben Reed',
    teamId: team.id,
  });
  const ben = userSchema.parse(added.json);
  const given = await anna.call('POST', '/v1/enrolment-codes', { userId: ben.id });
  const desktop = await enrolWith(relay.url, newCodeResponseSchema.parse(given.json).code);
  expect(desktop.user).toEqual(ben);
  const { devices } = listDevicesResponseSchema.parse((await anna.call('GET', '/v1/devices')).json);
  expect(devices.filter((device) => device.userId === ben.id)).toMatchObject([{ name: 'Test desktop' }]);
  const { users } = listUsersResponseSchema.parse((await anna.call('GET', '/v1/users')).json);
  expect(users.map((user) => [user.username, user.teamId])).toEqual([
    ['anna', undefined],
    ['ben', team.id],
  ]);
});

test('A team is renamed and keeps its members; a name that is taken is refused, its own in another case is not.', async () => {
  const relay = await startTestRelay();
  const anna = await enrolDesktop(relay, 'anna', 'administrator');
  const { id } = teamSchema.parse((await anna.call('POST', '/v1/teams', { name: 'North' })).json);
  await anna.call('POST', '/v1/teams', { name: 'South' });
  await anna.call('PATCH', `/v1/users/${anna.user.id}`, { teamId: id });
  const rename = (name: string) => anna.call('PATCH', `/v1/teams/${id}`, { name });
  expect((await rename('south')).status).toBe(409);
  expect((await rename(' ')).status).toBe(400);
  expect((await rename('NORTH')).status).toBe(200);
  expect((await rename(' Leeds ')).json).toMatchObject({ id, name: 'Leeds' });
  expect((await anna.call('PATCH', '/v1/teams/none', { name: 'x' })).status).toBeGreaterThanOrEqual(400);
  const { teams } = listTeamsResponseSchema.parse((await anna.call('GET', '/v1/teams')).json);
  expect(teams.map(({ name }) => name)).toEqual(['Leeds', 'South']);
  expect((await relay.admin.listUsers())[0]?.teamId).toBe(id);
});

test('A team that is removed leaves its members in no team, and its name free.', async () => {
  const relay = await startTestRelay();
  const anna = await enrolDesktop(relay, 'anna', 'administrator');
  const { id } = teamSchema.parse((await anna.call('POST', '/v1/teams', { name: 'North' })).json);
  expect((await anna.call('POST', '/v1/teams', { name: ' north ' })).status).toBe(409);
  await anna.call('PATCH', `/v1/users/${anna.user.id}`, { teamId: id });
  expect((await anna.call('DELETE', `/v1/teams/${id}`)).status).toBe(200);
  expect((await relay.admin.listUsers())[0]?.teamId).toBeUndefined();
  expect((await anna.call('DELETE', `/v1/teams/${id}`)).status).toBe(404);
  expect((await anna.call('PATCH', `/v1/users/${anna.user.id}`, { teamId: id })).status).toBe(404);
  expect((await anna.call('POST', '/v1/teams', { name: 'North' })).status).toBe(200);
  const { teams } = listTeamsResponseSchema.parse((await anna.call('GET', '/v1/teams')).json);
  expect(teams).toHaveLength(1);
});

test('The last administrator can neither be demoted nor deactivated, and a demoted one loses the doors at once.', async () => {
  const relay = await startTestRelay();
  const anna = await enrolDesktop(relay, 'anna', 'administrator');
  const path = `/v1/users/${anna.user.id}`;
  for (const [method, route, body] of [
    ['PATCH', path, { role: 'consultant' }],
    ['POST', `${path}/deactivate`, {}],
  ] as const) {
    const { status, json: answer } = await anna.call(method, route, body);
    expect(status).toBe(409);
    expect(answer.error?.message).toContain('only administrator');
  }
  const ben = await enrolDesktop(relay, 'ben', 'administrator');
  expect((await ben.call('PATCH', path, { role: 'consultant' })).status).toBe(200);
  expect((await anna.call('GET', '/v1/users')).status).toBe(403);
  expect((await ben.call('PATCH', `/v1/users/${ben.user.id}`, { role: 'consultant' })).status).toBe(409);
});

test.each([
  ['POST', '/v1/users', { username: 'a b', displayName: 'x' }],
  ['POST', '/v1/users', { username: 'ben', displayName: 'Ben', role: 'king' }],
  ['PATCH', '/v1/users/nobody', { role: 'king' }],
  ['POST', '/v1/teams', { name: ' ' }],
  ['PUT', '/v1/settings/visibility', { visibility: 'nobody' }],
  ['POST', '/v1/enrolment-codes', {}],
])('%s %s answers the bad input %j with a sentence.', async (method, route, body) => {
  const relay = await startTestRelay();
  const anna = await enrolDesktop(relay, 'anna', 'administrator');
  const { status, json: answer } = await anna.call(method, route, body);
  expect(status).toBe(400);
  expect(answer.error?.message).toMatch(/\.$/);
});

test('A revoked desktop is told so on its socket, by every call and by every new socket; an unknown token is not.', async () => {
  const relay = await startTestRelay();
  const anna = await enrolDesktop(relay, 'anna', 'administrator');
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  const device = (await relay.admin.listDevices()).find((one) => one.userId === alex.user.id);
  expect((await anna.call('POST', `/v1/devices/${device?.id}/revoke`, {})).status).toBe(200);
  expect(await stream.closed).toBe(4001);
  expect(stream.frames.at(-1)).toEqual({ type: 'goodbye', reason: 'revoked' });
  expect((await alex.call('GET', '/v1/me')).json.error?.code).toBe('revoked');
  expect(await refusedUpgrade(relay.url, alex.token)).toMatchObject({ status: 401, code: 'revoked' });
  expect(await refusedUpgrade(relay.url, 'x'.repeat(43))).toMatchObject({
    status: 401,
    code: 'unauthorised',
  });
  expect((await anna.call('POST', `/v1/devices/${device?.id}/revoke`, {})).status).toBe(404);
});

test('A user who was deactivated comes back with a new code; the old desktop stays out.', async () => {
  const relay = await startTestRelay();
  const anna = await enrolDesktop(relay, 'anna', 'administrator');
  const alex = await enrolDesktop(relay, 'alex');
  await anna.call('POST', `/v1/users/${alex.user.id}/deactivate`, {});
  expect((await alex.call('GET', '/v1/me')).json.error?.code).toBe('revoked');
  await anna.call('POST', `/v1/users/${alex.user.id}/reactivate`, {});
  expect((await alex.call('GET', '/v1/me')).json.error?.code).toBe('revoked');
  const { code } = await relay.admin.createEnrolmentCode('alex');
  const again = await enrolWith(relay.url, code);
  expect((await again.call('GET', '/v1/me')).status).toBe(200);
});

test('Wrong codes from many addresses are counted together; a right one waits for the next minute.', async () => {
  let now = 1_800_000_000_000;
  const relay = await startTestRelay(
    { trustedProxies: ['127.0.0.1'] },
    { now: () => now, wrongCodesPerMinute: 5, enrolmentsPerMinute: 2 },
  );
  await relay.admin.addUser({ username: 'alex', displayName: 'Alex Carter' });
  const { code } = await relay.admin.createEnrolmentCode('alex');
  const guess = async (address: string, given: string) => {
    const answer = await fetch(`${relay.url}/v1/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ code: given, deviceName: 'x' }),
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  const fromOne = [
    await guess('192.0.2.1', 'A'),
    await guess('192.0.2.1', 'B'),
    await guess('192.0.2.1', 'C'),
  ];
  expect(fromOne).toEqual([400, 400, 429]);
  for (const address of ['192.0.2.2', '192.0.2.3', '192.0.2.4']) expect(await guess(address, 'A')).toBe(400);
  expect(await guess('192.0.2.5', code)).toBe(429);
  now += 60_000;
  expect(await guess('192.0.2.5', code)).toBe(200);
});

test('An address that nobody vouches for is not believed.', async () => {
  const relay = await startTestRelay({}, { enrolmentsPerMinute: 2 });
  const statuses: number[] = [];
  for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
    const answer = await fetch(`${relay.url}/v1/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ code: 'A', deviceName: 'x' }),
    });
    await answer.arrayBuffer();
    statuses.push(answer.status);
  }
  expect(statuses).toEqual([400, 400, 429]);
});

async function refusedUpgrade(url: string, token: string): Promise<{ status: unknown; code: unknown }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/stream`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => resolve(response));
    socket.on('open', () => reject(new Error('The relay admitted the desktop.')));
  });
  const body = (await json(answer)) as { readonly error?: { readonly code?: unknown } };
  return { status: answer.statusCode, code: body.error?.code };
}
