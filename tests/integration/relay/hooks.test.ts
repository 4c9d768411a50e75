import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  type HookEndpoint,
  type Received,
  answerWith,
  isSignedWith,
  startHookEndpoint,
} from './hook-endpoint.ts';
import { FAST, say, startHookRelay, textsOf } from './hook-relay.ts';
import { envelope, text } from './meta-payloads.ts';
import {
  enrolDesktop,
  makeTemporaryDirectory,
  openTestLog,
  postWebhook,
  readFeed,
  startTestRelay,
} from './relay-harness.ts';
import { environmentOf, findFreePort, runRelay, startRelayProcess } from './relay-process.ts';

/** One log for each directory: it is looked at many times, and closes with the test. */
const logs = new Map<string, ReturnType<typeof openTestLog>>();

async function readHook(dataDirectory: string, id: string) {
  const opened = logs.get(dataDirectory) ?? openTestLog(dataDirectory);
  logs.set(dataDirectory, opened);
  const log = await opened;
  return { hook: await log.findHook(id), deliveries: await log.listHookDeliveries(id, 100) };
}

test('What is new is posted in order, signed so that the receiver can check who sent it and when.', async () => {
  const endpoint = await startHookEndpoint();
  const { relay, dataDirectory } = await startHookRelay();
  await say(relay, 'before');
  const { id, secret } = await relay.admin.addHook({ url: endpoint.url });
  await say(relay, 'one', 'two', 'three');
  await expect.poll(() => textsOf(endpoint)).toEqual(['one', 'two', 'three']);
  const [first] = endpoint.received;
  expect(first?.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'user-agent': expect.stringMatching(/^ColleagueMessagingRelay\//),
  });
  expect(Math.abs(Number(first?.headers['webhook-timestamp']) - Date.now() / 1_000)).toBeLessThan(60);
  expect(endpoint.received.every((received) => isSignedWith(secret, received))).toBe(true);
  expect(endpoint.received.some((received) => isSignedWith(`whsec_${'A'.repeat(44)}`, received))).toBe(false);
  expect(new Set(endpoint.received.map(({ headers }) => headers['webhook-id'])).size).toBe(
    endpoint.received.length,
  );
  // The secret is in no file of the relay as it is.
  const key = Buffer.from(secret.slice(6), 'base64');
  for (const file of readdirSync(dataDirectory).filter((name) => name.startsWith('relay.db'))) {
    const bytes = readFileSync(path.join(dataDirectory, file));
    expect([bytes.includes(secret), bytes.includes(key)]).toEqual([false, false]);
  }
  await expect.poll(async () => (await readHook(dataDirectory, id)).hook).toMatchObject({ failures: 0 });
});

test('A failing endpoint gets everything in order when it is well again, each repetition with the id of the first.', async () => {
  const endpoint = await startHookEndpoint();
  const { relay, dataDirectory } = await startHookRelay();
  const { id } = await relay.admin.addHook({ url: endpoint.url });
  endpoint.answer(answerWith(500));
  await say(relay, 'one');
  await expect.poll(() => endpoint.received.length).toBeGreaterThan(2);
  // More has come meanwhile: the repetition must not say more than the first attempt did.
  await say(relay, 'two', 'three');
  const { length } = endpoint.received;
  await expect.poll(() => endpoint.received.length).toBeGreaterThan(length + 2);
  expect(new Set(endpoint.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(endpoint.received.map(({ payload }) => payload?.data.histories.length))).toEqual(
    new Set([1]),
  );
  endpoint.answer(answerWith(200));
  await expect.poll(() => textsOf(endpoint)).toEqual(['one', 'two', 'three']);
  const { deliveries } = await readHook(dataDirectory, id);
  expect(deliveries[0]).toMatchObject({ isDelivered: true, outcome: 'HTTP 200' });
  expect(deliveries.at(-1)).toMatchObject({
    isDelivered: false,
    outcome: 'HTTP 500',
    attempt: 1,
    histories: 1,
  });
});

test.each([
  [
    'a redirect',
    answerWith(302, { location: 'http://127.0.0.1:1/' }),
    'HTTP 302: redirects are not followed',
  ],
  ['no answer in time', () => undefined, 'no answer within 0.2 s'],
  ['an answer without end', endlessAnswer, 'HTTP 500'],
  ['a connection that is cut', cut, 'not reached (ECONNRESET)'],
] as const)('%s is a failure that the delivery log names.', async (_what, reply, outcome) => {
  const endpoint = await startHookEndpoint();
  const { relay, dataDirectory } = await startHookRelay({
    timeoutMs: 200,
    firstMs: 60_000,
    longestMs: 60_000,
  });
  const { id } = await relay.admin.addHook({ url: endpoint.url });
  endpoint.answer(reply);
  await say(relay, 'one');
  await expect
    .poll(async () => (await readHook(dataDirectory, id)).deliveries, { timeout: 10_000 })
    .toMatchObject([{ isDelivered: false, outcome }]);
  const { hook } = await readHook(dataDirectory, id);
  expect(hook).toMatchObject({ failures: 1, lastProblem: outcome });
  expect(hook?.nextAttemptAt).toBeGreaterThan(Date.now() + 20_000);
});

function endlessAnswer(response: Parameters<Parameters<HookEndpoint['answer']>[0]>[0]): void {
  response.writeHead(500);
  const flood = setInterval(() => response.write('x'.repeat(65_536)), 1);
  response.on('close', () => clearInterval(flood));
}

function cut(response: Parameters<Parameters<HookEndpoint['answer']>[0]>[0]): void {
  response.destroy();
}

test.each([
  ['that says it is gone', 410, {}, 'The endpoint says that it is gone (HTTP 410).'],
  ['that fails for too long', 503, { giveUpMs: 30 }, 'at last with: HTTP 503.'],
])(
  'An endpoint %s is paused with the reason, and goes on from its place when resumed.',
  async (_what, status, hooks, reason) => {
    const endpoint = await startHookEndpoint();
    const { relay, dataDirectory } = await startHookRelay(hooks);
    const { id } = await relay.admin.addHook({ url: endpoint.url });
    endpoint.answer(answerWith(status));
    await say(relay, 'one');
    await expect
      .poll(async () => (await readHook(dataDirectory, id)).hook?.pausedBecause, { timeout: 10_000 })
      .toContain(reason);
    const { length } = endpoint.received;
    await say(relay, 'two');
    const environment = environmentOf({ RELAY_DATA: dataDirectory });
    expect((await runRelay(['hook', 'list'], environment)).stdout).toContain(`paused: `);
    expect(endpoint.received.length).toBe(length);
    endpoint.answer(answerWith(204));
    expect((await runRelay(['hook', 'resume', id], environment)).code).toBe(0);
    await expect.poll(() => textsOf(endpoint)).toEqual(['one', 'two']);
  },
);

test('A hook hears only of what it asked for, and from where it asked.', async () => {
  const [all, stops] = [await startHookEndpoint(), await startHookEndpoint()];
  const { relay } = await startHookRelay();
  await say(relay, 'Hello', 'STOP');
  await relay.admin.addHook({ url: all.url, from: 0 });
  await relay.admin.addHook({ url: stops.url, from: 0, events: ['consent.changed'] });
  await say(relay, 'START');
  await expect.poll(() => textsOf(all)).toEqual(['Hello', 'STOP', 'START']);
  await expect.poll(() => stops.accepted().map(({ kind }) => kind)).toContain('consent');
  expect(stops.accepted().every(({ kind }) => kind === 'consent')).toBe(true);
});

test('One hook that does not answer holds up no other.', async () => {
  const [silent, quick] = [await startHookEndpoint(), await startHookEndpoint()];
  const { relay } = await startHookRelay({ timeoutMs: 60_000 });
  silent.answer(() => undefined);
  await relay.admin.addHook({ url: silent.url });
  await relay.admin.addHook({ url: quick.url });
  await say(relay, 'one', 'two');
  await expect.poll(() => textsOf(quick)).toEqual(['one', 'two']);
  await expect.poll(() => silent.received.length).toBe(1);
  // A relay that stops does not wait for it either, and does not blame it.
  await relay.stop();
});

test('A relay that was killed goes on where it stopped: nothing is missing, and what is repeated has the same id.', async () => {
  const endpoint = await startHookEndpoint();
  const environment = { RELAY_DATA: makeTemporaryDirectory(), RELAY_HOOK_NETWORKS: '127.0.0.0/8' };
  const port = await findFreePort();
  const first = await startRelayProcess(port, environment);
  const added = await runRelay(['hook', 'add', endpoint.url, '--from', '0'], environmentOf(environment));
  const [id = '', secret = ''] = added.stdout.split('\n');
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  const words = Array.from({ length: 200 }, (_, index) => `w${index}`);
  for (const word of words) await postWebhook(first.url, envelope(text(`wamid.${word}`, word)));
  await expect.poll(() => endpoint.received.length, { timeout: 20_000 }).toBeGreaterThan(0);
  await first.kill();
  const second = await startRelayProcess(port, environment);
  // The dead relay's lease has to run out; an operator need not wait for that.
  expect((await runRelay(['hook', 'resume', id], environmentOf(environment))).code).toBe(0);
  await expect.poll(() => new Set(textsOf(endpoint)).size, { timeout: 50_000 }).toBe(200);
  const firsts = new Map<unknown, Received>();
  for (const received of endpoint.received) {
    const id = received.headers['webhook-id'];
    if (!firsts.has(id)) firsts.set(id, received);
  }
  const seen = [...firsts.values()].flatMap(({ payload }) => payload?.data.histories ?? []);
  expect(seen.map((history) => (history.kind === 'message' ? history.text : ''))).toEqual(words);
  expect(endpoint.received.every((received) => isSignedWith(secret, received))).toBe(true);
  expect(await second.terminate()).toBe(0);
});

test('A hook is tested, paused and removed on the command line.', async () => {
  const endpoint = await startHookEndpoint();
  const environment = environmentOf({
    RELAY_DATA: makeTemporaryDirectory(),
    RELAY_HOOK_NETWORKS: '127.0.0.0/8',
  });
  const run = (...words: readonly string[]) => runRelay(['hook', ...words], environment);
  const [id = '', secret = ''] = (
    await run('add', endpoint.url, '--events', 'message.received')
  ).stdout.split('\n');
  expect((await run('test', id)).stdout).toBe('Delivered: HTTP 204.\n');
  expect(JSON.parse(endpoint.received[0]?.body ?? '')).toMatchObject({ type: 'test', data: {} });
  expect(endpoint.received.every((received) => isSignedWith(secret, received))).toBe(true);
  endpoint.answer(answerWith(401));
  expect(await run('test', id)).toMatchObject({ code: 1, stderr: 'Not delivered: HTTP 401.\n' });
  expect((await run('pause', id)).code).toBe(0);
  const { stdout } = await run('list');
  expect(stdout).toMatch(/\tmessage\.received\tat 0 of 0\tnothing delivered yet\tpaused: /);
  expect(stdout).not.toContain(secret);
  expect((await run('remove', id)).code).toBe(0);
  expect((await run('list')).stdout).toBe('\n');
  expect((await run('log', id)).stderr).toContain('There is no hook');
});

test.each([
  ['http://crm.example.co.uk/hook', 'must begin with https://'],
  ['http://127.0.0.1/hook', 'must begin with https://'],
  ['ftp://crm.example.co.uk', 'must begin with https://'],
  ['crm.example.co.uk', 'must begin with https://'],
  ['https://user:secret@crm.example.co.uk/hook', 'must not hold a password'],
  ['https://10.1.2.3/hook', 'not on the public internet'],
  ['https://169.254.169.254/latest/meta-data', 'not on the public internet'],
  ['https://[::1]/hook', 'not on the public internet'],
  ['https://[::ffff:10.0.0.1]/hook', 'not on the public internet'],
  ['https://2130706433/hook', 'not on the public internet'],
])('A hook to %s is refused.', async (url, sentence) => {
  const relay = await startTestRelay();
  await expect(relay.admin.addHook({ url })).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining(sentence),
  });
});

test('A name that leads to a private address is not connected to.', async () => {
  const endpoint = await startHookEndpoint();
  const dataDirectory = makeTemporaryDirectory();
  const relay = await startTestRelay({ dataDirectory }, { hooks: FAST });
  // Not resolved when it is added, but whenever a delivery connects.
  const { id } = await relay.admin.addHook({
    url: endpoint.url.replace('http://127.0.0.1', 'https://localhost'),
  });
  await say(relay, 'one');
  await expect
    .poll(async () => (await readHook(dataDirectory, id)).hook?.lastProblem)
    .toBe('the address is not on the public internet, and RELAY_HOOK_NETWORKS does not allow it');
  expect(endpoint.received).toEqual([]);
});

test('Desktops hear nothing of hooks.', async () => {
  const endpoint = await startHookEndpoint();
  const { relay } = await startHookRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const { secret } = await relay.admin.addHook({ url: endpoint.url });
  await say(relay, 'one');
  await expect.poll(() => textsOf(endpoint)).toEqual(['one']);
  const feed = JSON.stringify(await readFeed(alex));
  expect([feed.includes(endpoint.url), feed.includes(secret)]).toEqual([false, false]);
});
