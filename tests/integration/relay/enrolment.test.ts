import { expect, test } from 'vitest';
import { call, enrolDesktop, enrolWith, openStream, startTestRelay } from './relay-harness.ts';

test('A code enrols one desktop, once, however it is typed; the token opens the doors and is stored nowhere.', async () => {
  const relay = await startTestRelay();
  await relay.admin.addUser({ username: 'alex', displayName: 'Alex Carter' });
  const { code } = await relay.admin.createEnrolmentCode('ALEX');
  const desktop = await enrolWith(relay.url, code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'));
  expect(desktop.user).toMatchObject({ username: 'alex', displayName: 'Alex Carter', role: 'consultant' });
  expect(desktop.token).toMatch(/^[\w-]{43}$/);
  expect((await desktop.call('GET', '/v1/me')).json).toEqual(desktop.user);
  const again = await call(relay.url, undefined, 'POST', '/v1/enrol', { code, deviceName: 'x' });
  expect(again.status).toBe(400);
  expect(again.json.error?.message).toMatch(/used already.*Ask your administrator for a new one/);
});

test('A desktop that signs out is known no more, on its own word and with its own socket.', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const ben = await enrolDesktop(relay, 'ben');
  const stream = await openStream(relay.url, alex.token);
  expect((await alex.call('DELETE', '/v1/devices/me')).status).toBe(200);
  expect((await alex.call('GET', '/v1/me')).status).toBe(401);
  expect(await stream.closed).toBe(4001);
  expect((await ben.call('GET', '/v1/me')).status).toBe(200);
  expect((await call(relay.url, undefined, 'DELETE', '/v1/devices/me')).status).toBe(401);
});

test('A code expires, and says so.', async () => {
  let now = 1_800_000_000_000;
  const relay = await startTestRelay({}, { now: () => now });
  await relay.admin.addUser({ username: 'alex', displayName: 'Alex Carter' });
  const { code, expiresAt } = await relay.admin.createEnrolmentCode('alex');
  now = expiresAt;
  const late = await call(relay.url, undefined, 'POST', '/v1/enrol', { code, deviceName: 'x' });
  expect(late.status).toBe(400);
  expect(late.json.error?.message).toMatch(/has run out.*Ask your administrator for a new one/);
});

test.each(['x', 'A'.repeat(100)])(
  'A code of the wrong length is answered like a wrong one: %s',
  async (code) => {
    const relay = await startTestRelay();
    const { json } = await call(relay.url, undefined, 'POST', '/v1/enrol', { code, deviceName: 'x' });
    expect(json.error?.message).toMatch(/^There is no such code\. Compare it/);
  },
);

test('The code of somebody who is no longer active is told so, and stays unused.', async () => {
  const relay = await startTestRelay();
  await relay.admin.addUser({ username: 'alex', displayName: 'Alex Carter' });
  const { code } = await relay.admin.createEnrolmentCode('alex');
  await relay.admin.deactivateUser('alex');
  for (const _attempt of [1, 2]) {
    const { status, json } = await call(relay.url, undefined, 'POST', '/v1/enrol', { code, deviceName: 'x' });
    expect([status, json.error?.message]).toEqual([400, expect.stringMatching(/no longer active/)]);
  }
});

test('Guessing codes is slowed down, with a sentence.', async () => {
  const relay = await startTestRelay({}, { enrolmentsPerMinute: 3 });
  const guess = () =>
    call(relay.url, undefined, 'POST', '/v1/enrol', { code: 'AAAA-BBBB-CCCC', deviceName: 'x' });
  const answers = [await guess(), await guess(), await guess(), await guess()];
  expect(answers.map((answer) => answer.status)).toEqual([400, 400, 400, 429]);
  expect(answers[3]?.json.error).toMatchObject({ code: 'too-many-requests' });
});

test.each([
  ['no body', undefined],
  ['a list', []],
  ['a code that is a number', { code: 1, deviceName: 'x' }],
  ['no device name', { code: 'AAAA-BBBB' }],
  ['a device name of blanks', { code: 'AAAA-BBBB', deviceName: '   ' }],
  ['a code of a page', { code: 'A'.repeat(100), deviceName: 'x' }],
])('An enrolment with %s is refused with a sentence.', async (_case, body) => {
  const relay = await startTestRelay();
  const { status, json } = await call(relay.url, undefined, 'POST', '/v1/enrol', body);
  expect(status).toBe(400);
  expect(json.error?.code).toBe('invalid-input');
  expect(json.error?.message).toMatch(/\.$/);
});

test.each([
  ['GET', '/v1/events'],
  ['GET', '/v1/me'],
  ['GET', '/v1/setup'],
  ['PUT', '/v1/messages/m1'],
  ['POST', '/v1/sent-messages'],
  ['PUT', '/v1/channels/own'],
  ['DELETE', '/v1/channels/own/1'],
  ['POST', '/v1/conversations/1/take'],
  ['POST', '/v1/consents'],
  ['POST', '/v1/templates/refresh'],
  ['PUT', '/v1/records'],
])('%s %s needs a token that is known.', async (method, route) => {
  const relay = await startTestRelay();
  for (const token of [undefined, 'x'.repeat(43), 'short', 'x'.repeat(5_000)]) {
    expect((await call(relay.url, token, method, route, method === 'GET' ? undefined : {})).status).toBe(401);
  }
});

test('A revoked desktop and one whose user was deactivated are turned away, also from an open connection.', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const ben = await enrolDesktop(relay, 'ben');
  const [ofAlex, ofBen] = [await openStream(relay.url, alex.token), await openStream(relay.url, ben.token)];
  const device = (await relay.admin.listDevices()).find((one) => one.userId === alex.user.id);
  expect(await relay.admin.revokeDevice(device!.id)).toBe(true);
  expect(await relay.admin.revokeDevice(device!.id)).toBe(false);
  expect(await ofAlex.closed).toBe(4001);
  await relay.admin.deactivateUser('ben');
  expect(await ofBen.closed).toBe(4001);
  expect((await alex.call('GET', '/v1/me')).status).toBe(401);
  expect((await ben.call('GET', '/v1/me')).status).toBe(401);
  await expect(openStream(relay.url, ben.token)).rejects.toThrow('401');
  await expect(relay.admin.createEnrolmentCode('ben')).rejects.toThrow('no longer active');
});

test('Only an administrator is told the verify token.', async () => {
  const relay = await startTestRelay({ publicUrl: 'https://relay.example.co.uk' });
  const [alex, ben] = [await enrolDesktop(relay, 'alex'), await enrolDesktop(relay, 'ben', 'administrator')];
  const callbackUrl = 'https://relay.example.co.uk/webhook';
  expect((await alex.call('GET', '/v1/setup')).json).toEqual({ callbackUrl });
  expect((await ben.call('GET', '/v1/setup')).json).toEqual({
    callbackUrl,
    verifyToken: 'test_verify_token',
  });
});

test('A user needs a name that nobody has, and a role that exists.', async () => {
  const relay = await startTestRelay();
  await relay.admin.addUser({ username: 'alex', displayName: 'Alex' });
  await expect(relay.admin.addUser({ username: 'Alex', displayName: 'Other' })).rejects.toThrow('already');
  await expect(relay.admin.addUser({ username: 'a b', displayName: 'x' })).rejects.toThrow('username');
  await expect(relay.admin.addUser({ username: 'ben', displayName: '' })).rejects.toThrow('displayName');
  await expect(relay.admin.addUser({ username: 'ben', displayName: 'Ben', email: 'no' })).rejects.toThrow(
    'email',
  );
});
