import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import type { Simulator } from '../../../simulator/build-simulator.ts';
import { type MessageId, messageIdForWamid } from '../../../shared/domain/ids.ts';
import { type MediaFile, mediaFileSchema } from '../../../shared/protocol/events.ts';
import type { MediaStore } from '../../../relay/media/media-store.ts';
import { openMediaStore } from '../../../relay/media/open-media-store.ts';
import { SAM_NUMBER, companyAt, startCompany, subscribe } from './company-harness.ts';
import {
  type Desktop,
  type TestStream,
  enrolDesktop,
  makeTemporaryDirectory,
  openStream,
  startTestRelay,
} from './relay-harness.ts';
import { databaseFor } from './test-database.ts';

const HOUR_MS = 3_600_000;
const CV = randomBytes(300_000);

/** A relay with a company number, a desktop's stream, and a clock that can be moved with Meta's. */
async function startWithFiles(dataDirectory = makeTemporaryDirectory()) {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const { relay, simulator } = await startCompany({ dataDirectory, relay: { now } });
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  const pass = async (milliseconds: number) => {
    ahead += milliseconds;
    await simulator.control.advanceClock({ milliseconds });
  };
  return { relay, simulator, alex, stream, pass, dataDirectory };
}

async function sendCv(simulator: Simulator, options: object = {}): Promise<MessageId> {
  const { messageId } = await simulator.control.sendDocument({
    from: SAM_NUMBER,
    fileName: 'Sam Taylor – Lebenslauf.pdf',
    base64: CV.toString('base64'),
    ...options,
  });
  return messageIdForWamid(messageId);
}

function fileOf(stream: TestStream, messageId: MessageId): MediaFile | undefined {
  return stream.events
    .filter((event) => event.kind === 'media.changed')
    .map((event) => mediaFileSchema.parse(event.body))
    .findLast((file) => file.messageId === messageId);
}

const stateOf = (stream: TestStream, messageId: MessageId) => fileOf(stream, messageId)?.state;

function get(
  url: string,
  desktop: Desktop,
  messageId: string,
  options: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<Response> {
  const headers = { authorization: `Bearer ${desktop.token}`, ...options.headers };
  return fetch(`${url}/v1/media/${messageId}`, { ...options, headers });
}

/** The relay's store, beside the relay. */
async function useStore<Result>(
  dataDirectory: string,
  use: (store: MediaStore) => Promise<Result>,
): Promise<Result> {
  const store = openMediaStore({ dataDirectory, databaseUrl: await databaseFor(dataDirectory) });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

const IN_A_DAY = Date.now() + 24 * HOUR_MS;

/** Whole files and halves. */
function listObjects(dataDirectory: string): Promise<readonly string[]> {
  return useStore(dataDirectory, async (store) => {
    const ids: string[] = [];
    for await (const objectId of store.listOlderThan(IN_A_DAY)) ids.push(objectId);
    return ids;
  });
}

const retry = (desktop: Desktop, messageId: MessageId) =>
  desktop.call('POST', `/v1/media/${messageId}/retry`);

test('A file is fetched at once, told to the desktops, and handed out with its own name.', async () => {
  const { relay, simulator, alex, stream } = await startWithFiles();
  const messageId = await sendCv(simulator);
  await stream.until((now) => stateOf(now, messageId) === 'ready');
  expect(fileOf(stream, messageId)).toMatchObject({
    fileName: 'Sam Taylor – Lebenslauf.pdf',
    mimeType: 'application/pdf',
    size: CV.length,
    sha256: createHash('sha256').update(CV).digest('hex'),
  });
  const answer = await get(relay.url, alex, messageId);
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer()).equals(CV)).toBe(true);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(CV.length),
    'content-disposition':
      'attachment; filename="Sam Taylor _ Lebenslauf.pdf"; filename*=UTF-8\'\'Sam%20Taylor%20%E2%80%93%20Lebenslauf.pdf',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'cache-control': 'private, no-cache',
  });
  // Nothing of Meta's address reaches a desktop.
  expect(JSON.stringify(stream.events)).not.toContain('lookaside');
});

test('A file is handed out in parts, again only when it is another, and by its length alone.', async () => {
  const { relay, simulator, alex, stream } = await startWithFiles();
  const messageId = await sendCv(simulator);
  await stream.until((now) => stateOf(now, messageId) === 'ready');
  const ask = async (headers: Record<string, string>, method = 'GET') => {
    const answer = await get(relay.url, alex, messageId, { method, headers });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, headers: answer.headers, bytes };
  };
  const part = await ask({ range: 'bytes=100000-' });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100000-299999/${CV.length}`]);
  expect(part.bytes.equals(CV.subarray(100_000))).toBe(true);
  expect((await ask({ range: 'bytes=300000-' })).status).toBe(416);
  const etag = part.headers.get('etag') ?? '';
  expect((await ask({ 'if-none-match': `"other", ${etag}` })).status).toBe(304);
  expect((await ask({ 'if-range': etag, range: 'bytes=0-9' })).bytes).toHaveLength(10);
  expect((await ask({ 'if-range': '"other"', range: 'bytes=0-9' })).bytes).toHaveLength(CV.length);
  const head = await ask({}, 'HEAD');
  expect([head.status, head.headers.get('content-length'), head.bytes.length]).toEqual([200, '300000', 0]);
});

test('What could run as a page or a script goes out as mere bytes.', async () => {
  const { relay, simulator, alex, stream } = await startWithFiles();
  for (const mimeType of ['text/html', 'image/svg+xml', 'application/xhtml+xml; charset=utf-8', 'nonsense']) {
    const messageId = await sendCv(simulator, { mimeType, fileName: 'page.html' });
    await stream.until((now) => stateOf(now, messageId) === 'ready');
    const { headers } = await get(relay.url, alex, messageId, { method: 'HEAD' });
    expect([headers.get('content-type'), headers.get('content-disposition')?.slice(0, 10)]).toEqual([
      'application/octet-stream',
      'attachment',
    ]);
  }
});

test('Strangers get nothing, and an unknown message has no file.', async () => {
  const { relay, simulator, alex, stream } = await startWithFiles();
  const messageId = await sendCv(simulator);
  await stream.until((now) => stateOf(now, messageId) === 'ready');
  expect((await fetch(`${relay.url}/v1/media/${messageId}`)).status).toBe(401);
  for (const id of ['unknown', '..%2F..%2Frelay.db', 'x'.repeat(300)]) {
    expect([400, 404]).toContain((await get(relay.url, alex, id)).status);
  }
});

test('A file of a conversation that a user may not see is not there for them.', async () => {
  const { relay, simulator, alex, stream } = await startWithFiles();
  const ben = await enrolDesktop(relay, 'ben');
  const messageId = await sendCv(simulator);
  await stream.until((now) => stateOf(now, messageId) === 'ready');
  const { conversationId } = fileOf(stream, messageId) ?? {};
  await alex.call('POST', `/v1/conversations/${conversationId}/take`);
  expect((await get(relay.url, ben, messageId, { method: 'HEAD' })).status).toBe(200);
  await relay.admin.setVisibility('own');
  expect((await get(relay.url, alex, messageId, { method: 'HEAD' })).status).toBe(200);
  const hidden = await get(relay.url, ben, messageId);
  const missing = await get(relay.url, ben, 'unknown');
  expect([hidden.status, await hidden.json()]).toEqual([404, await missing.json()]);
  expect((await retry(ben, messageId)).status).toBe(404);
});

test.each([
  ['the link is dead', { kind: 'media-url-404' }],
  ['the connection ends halfway', { kind: 'media-cut' }],
  ['other bytes come', { kind: 'media-changed' }],
  ['Meta has a fault', { kind: 'error', edge: 'whatsapp_business', code: 131_000 }],
] as const)('A file comes although at first %s.', async (_case, fault) => {
  const { simulator, alex, stream } = await startWithFiles();
  await simulator.control.addFault(fault);
  const messageId = await sendCv(simulator);
  await stream.until(
    (now) => stateOf(now, messageId) === 'ready' || fileOf(now, messageId)?.problem !== undefined,
  );
  if (stateOf(stream, messageId) !== 'ready') {
    expect(fileOf(stream, messageId)?.problem).toMatch(/lost|not the one that was sent|HTTP 500/);
    await retry(alex, messageId);
  }
  await stream.until((now) => stateOf(now, messageId) === 'ready');
  expect(fileOf(stream, messageId)?.problem).toBeUndefined();
});

test('A webhook without a link is served by the id, and one that comes late as well.', async () => {
  const { simulator, stream, pass } = await startWithFiles();
  const without = await sendCv(simulator, { hasUrl: false });
  await stream.until((now) => stateOf(now, without) === 'ready');
  await simulator.control.setWebhooks({ isPaused: true });
  const late = await sendCv(simulator);
  // The link is older than its five minutes when the webhook arrives.
  await pass(10 * 60_000);
  await simulator.control.setWebhooks({ isPaused: false });
  await stream.until((now) => stateOf(now, late) === 'ready');
  expect([without, late].map((id) => fileOf(stream, id)?.size)).toEqual([CV.length, CV.length]);
});

test('Wrong bytes three times are a failure, which says so and which a user may try again.', async () => {
  const { relay, simulator, alex, stream, pass } = await startWithFiles();
  await simulator.control.addFault({ kind: 'media-changed', times: 3 });
  const messageId = await sendCv(simulator);
  await stream.until((now) => fileOf(now, messageId)?.problem !== undefined);
  const waiting = await get(relay.url, alex, messageId);
  expect(waiting.status).toBe(503);
  expect(await waiting.json()).toMatchObject({
    error: { code: 'unavailable', message: expect.stringContaining('It is tried again.') },
  });
  const nextAttempt = async () => {
    await pass(2 * 60_000);
    await simulator.control.sendText({ from: SAM_NUMBER, text: 'Did you get it?' });
    return stateOf(stream, messageId);
  };
  await expect.poll(nextAttempt, { interval: 100, timeout: 10_000 }).toBe('failed');
  await stream.until((now) => stateOf(now, messageId) === 'failed');
  expect((await get(relay.url, alex, messageId)).status).toBe(404);
  expect((await retry(alex, messageId)).json.file?.state).toBe('waiting');
  await stream.until((now) => stateOf(now, messageId) === 'ready');
});

test('What Meta no longer has is expired after a day of trying, with a sentence.', async () => {
  const { simulator, alex, stream, pass } = await startWithFiles();
  await simulator.control.setWebhooks({ isPaused: true });
  const messageId = await sendCv(simulator);
  await pass(8 * 24 * HOUR_MS);
  await simulator.control.setWebhooks({ isPaused: false });
  await stream.until((now) => fileOf(now, messageId)?.problem === 'Meta no longer has this file.');
  expect(stateOf(stream, messageId)).toBe('waiting');
  await pass(25 * HOUR_MS);
  await simulator.control.sendText({ from: SAM_NUMBER, text: 'Hello?' });
  await stream.until((now) => stateOf(now, messageId) === 'expired');
  expect((await retry(alex, messageId)).status).toBe(200);
});

test('The token goes to Meta’s hosts only, whatever a link or a redirect says.', async () => {
  const { simulator, stream } = await startWithFiles();
  const calls: string[] = [];
  const elsewhere = createServer((request, response) => {
    calls.push(String(request.headers.authorization));
    response.end('stolen');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void elsewhere.close());
  await new Promise((resolve) => elsewhere.once('listening', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  await simulator.control.addFault({ kind: 'media-elsewhere', url: `http://127.0.0.1:${port}/cv` });
  const messageId = await sendCv(simulator);
  await stream.until((now) => fileOf(now, messageId)?.problem !== undefined);
  expect(fileOf(stream, messageId)?.problem).toBe('Meta’s link leads to a host that is not Meta’s.');
  expect(calls).toEqual([]);
});

test('A file on a user’s own number is theirs to fetch: the relay has no token for it.', async () => {
  const { simulator, alex, stream } = await startWithFiles();
  const own = { id: demoIds.ownPhoneOne, wabaId: demoIds.waba, name: 'Alex', phoneNumber: '+442079460124' };
  await alex.call('PUT', '/v1/channels/own', own);
  const messageId = await sendCv(simulator, { to: demoIds.ownPhoneOne });
  await stream.until(({ events }) => events.some((event) => event.kind === 'message.received'));
  expect(fileOf(stream, messageId)).toBeUndefined();
});

test('A relay that stops while a file comes fetches it after its next start, and leaves nothing half.', async () => {
  const dataDirectory = makeTemporaryDirectory();
  const first = await startWithFiles(dataDirectory);
  await first.simulator.control.addFault({ kind: 'stall', edge: 'whatsapp_business', delayMs: 60_000 });
  const messageId = await sendCv(first.simulator);
  await first.stream.until((now) => stateOf(now, messageId) === 'waiting');
  await expect.poll(async () => (await first.simulator.control.listFaults({})).length).toBe(0);
  await first.relay.stop();
  // The claim of the first has run out.
  const relay = await startTestRelay(
    { dataDirectory, company: companyAt(first.simulator, demoTokens.company) },
    { now: () => Date.now() + 2 * 60_000 },
  );
  await subscribe(first.simulator, relay.url);
  const stream = await openStream(relay.url, first.alex.token);
  await stream.until((now) => stateOf(now, messageId) === 'ready');
  expect(await listObjects(dataDirectory)).toHaveLength(1);
});

test('A file that has vanished from the store is fetched again while Meta has it.', async () => {
  const { relay, simulator, alex, stream, dataDirectory } = await startWithFiles();
  const messageId = await sendCv(simulator);
  await stream.until((now) => stateOf(now, messageId) === 'ready');
  const cursor = stream.events.length;
  await useStore(dataDirectory, async (store) => {
    for await (const objectId of store.listOlderThan(IN_A_DAY)) await store.delete(objectId);
  });
  expect((await get(relay.url, alex, messageId)).status).toBe(503);
  await stream.until((now) => now.events.length > cursor + 1 && stateOf(now, messageId) === 'ready');
  expect((await get(relay.url, alex, messageId)).status).toBe(200);
});
