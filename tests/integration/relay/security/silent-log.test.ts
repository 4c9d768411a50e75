import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { envelope, inbound, status, text } from '../meta-payloads.ts';
import {
  APP_SECRET,
  VERIFY_TOKEN,
  call,
  enrolWith,
  openStream,
  postRaw,
  postWebhook,
  sign,
} from '../relay-harness.ts';
import { createCode, environmentOf, findFreePort, runRelay, startRelayProcess } from '../relay-process.ts';
import { SMALL_DISKS } from '../durability/small-disk.ts';
import { ENGINE, cutConnections } from '../test-database.ts';

/** What must stand in no line: each is said to the relay below, in every place where something could go wrong. */
const PLANTED = {
  text: 'Geheimwort im Text',
  name: 'Wilhelmina Quackenbush',
  phone: '447700900987',
  bsuid: 'GB.5551112223334445556667',
  wamid: 'wamid.PLANTED0123456789abcdefghij',
  email: 'wilhelmina@quackenbush.example',
  recordName: 'Zebediah Thistlewaite',
  graphToken: 'EAAPLANTEDxxxxxxxxxxxxxxxxxxxx',
};
const SENDER = { waId: PLANTED.phone, bsuid: PLANTED.bsuid, name: PLANTED.name };

test('No secret, number, name or text stands in any line of the relay, whatever goes wrong.', async () => {
  const [, makeDisk] = SMALL_DISKS.at(-1)!;
  const disk = makeDisk();
  const environment = { RELAY_DATA: disk.directory, META_GRAPH_URL: 'http://127.0.0.1:9' };
  const code = await createCode(disk.directory);
  const port = await findFreePort();
  const relay = await startRelayProcess(port, environment);
  const alex = await enrolWith(relay.url, code);
  const { stdout: apiKey } = await runRelay(
    ['api-key', 'add', 'CRM', '--scope', 'records:write'],
    environmentOf(environment),
  );
  const secrets = {
    ...PLANTED,
    code,
    token: alex.token,
    appSecret: APP_SECRET,
    verifyToken: VERIFY_TOKEN,
    apiKey: apiKey.split('\n')[0] ?? '',
  };

  // Webhooks: good, odd, unsigned, broken, with a signature in the wrong place.
  const good = envelope(
    text(PLANTED.wamid, PLANTED.text, SENDER),
    inbound(
      `${PLANTED.wamid}2`,
      { type: 'image', image: { id: '1', caption: PLANTED.text, url: 'https://x.example' } },
      SENDER,
    ),
    status(
      `${PLANTED.wamid}3`,
      'failed',
      { errors: [{ code: 'x', title: PLANTED.text }], biz_opaque_callback_data: PLANTED.name },
      SENDER,
    ),
    { field: PLANTED.text, value: { anything: PLANTED.name } },
  );
  expect(await postWebhook(relay.url, good)).toBe(200);
  const body = JSON.stringify(good);
  for (const signature of [undefined, `sha256=${APP_SECRET}`, sign(body, 'another')])
    await postRaw(relay.url, body, signature);
  expect((await postRaw(relay.url, body.slice(0, -9), sign(body.slice(0, -9)))).status).toBe(200);
  // Calls: wrong codes and tokens, bodies and addresses that hold what they should not.
  const calls: readonly (readonly [string | undefined, string, string, unknown])[] = [
    [undefined, 'POST', '/v1/enrol', { code: PLANTED.text, deviceName: PLANTED.name }],
    [PLANTED.graphToken, 'GET', '/v1/me', undefined],
    [
      alex.token,
      'PUT',
      `/v1/messages/${encodeURIComponent(PLANTED.phone)}`,
      { message: { text: PLANTED.text } },
    ],
    [alex.token, 'POST', '/v1/consents', { personKey: PLANTED.phone, hasOptedOut: PLANTED.text }],
    [
      alex.token,
      'PUT',
      '/v1/settings/company',
      { accessToken: PLANTED.graphToken, phoneNumber: PLANTED.phone },
    ],
    [
      secrets.apiKey,
      'PUT',
      '/v1/records',
      {
        records: [
          {
            id: 'c1',
            kind: 'candidate',
            knownAs: PLANTED.recordName,
            phones: [{ number: `+${PLANTED.phone}` }],
            emails: [PLANTED.email],
          },
          { id: PLANTED.email, kind: PLANTED.text },
        ],
      },
    ],
    [secrets.apiKey, 'DELETE', `/v1/records/${encodeURIComponent(PLANTED.email)}`, undefined],
  ];
  for (const [token, method, route, sent] of calls) await call(relay.url, token, method, route, sent);
  await fetch(`${relay.url}/webhook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=${PLANTED.text}`);
  await fetch(`${relay.url}/${PLANTED.phone}?token=${alex.token}`);
  // Frames and bytes that are none.
  const stream = await openStream(relay.url, alex.token);
  stream.sendRaw(JSON.stringify({ type: PLANTED.text, cursor: PLANTED.phone }));
  await stream.closed;
  await speak(
    port,
    `POST /webhook HTTP/1.1\r\nHost: ${PLANTED.name}\r\nContent-Length: x${alex.token}\r\n\r\n${PLANTED.text}`,
  );
  // The log gives way in the middle of all of this.
  const isFile = ENGINE === 'SQLite';
  if (isFile) disk.fill(relay.pid);
  else await cutConnections(disk.directory);
  for (let time = 0; time < 30; time += 1) {
    await postWebhook(relay.url, envelope(text(`${PLANTED.wamid}${time}x`, PLANTED.text.repeat(90), SENDER)));
  }
  if (isFile) {
    await expect.poll(() => relay.output(), { timeout: 20_000 }).toContain('the disk takes no writes');
    disk.makeRoom(relay.pid);
    await expect.poll(() => relay.output(), { timeout: 20_000 }).toContain('the disk takes writes again');
  }
  expect(await relay.terminate()).toBe(0);

  expect(Object.values(secrets).filter((secret) => secret.length < 8)).toEqual([]);
  const output = relay.output();
  expect(output.split('\n').length).toBeGreaterThan(6);
  const told = Object.entries(secrets).filter(([, secret]) =>
    output.toLowerCase().includes(secret.toLowerCase()),
  );
  expect(told.map(([name]) => name)).toEqual([]);
});

function speak(port: number, bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes)).resume();
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
}
