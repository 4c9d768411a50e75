import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as liveOn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import type { BodyLimits } from '../../../relay/http/body-deadline.ts';
import { mediaFileSchema } from '../../../shared/protocol/events.ts';
import { SAM_NUMBER, makeSent, startCompany } from './company-harness.ts';
import { enrolDesktop, openStream, startTestRelay } from './relay-harness.ts';

const CV = randomBytes(2_000_000);

type Upload = { readonly type?: string; readonly body?: Buffer; readonly token?: string };

async function start(body?: BodyLimits) {
  const { relay, simulator } = await startCompany(body && { relay: { serverLimits: { body } } });
  const alex = await enrolDesktop(relay, 'alex');
  const upload = ({ type = 'application/pdf', body = CV, token = alex.token }: Upload = {}) =>
    fetch(`${relay.url}/v1/uploads`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body: new Uint8Array(body),
    });
  return { relay, simulator, upload, alex, token: alex.token };
}

test('A file reaches Meta whole, as what it is, on the company’s number.', async () => {
  const { simulator, upload } = await start();
  const answer = await upload();
  expect(answer.status).toBe(200);
  const { mediaId } = (await answer.json()) as { mediaId: string };
  const kept = await fetch(`${simulator.url}/v24.0/${mediaId}?phone_number_id=${demoIds.companyPhone}`, {
    headers: { authorization: `Bearer ${demoTokens.company}` },
  });
  expect(await kept.json()).toMatchObject({
    mime_type: 'application/pdf',
    sha256: createHash('sha256').update(CV).digest('hex'),
  });
});

/** A twentieth at a time, each when the one before has been read and `pause` is over. */
async function* inParts(pause: () => Promise<unknown>) {
  const size = CV.length / 20;
  for (let at = 0; at < CV.length; at += size) {
    yield CV.subarray(at, at + size);
    await pause();
  }
}

test('A file on a slow line takes its time as long as something of it comes; one that stands still is given up.', async () => {
  const { relay, token } = await start({ bodyMs: 200, silenceMs: 500 });
  const send = (parts: AsyncIterable<Uint8Array>) =>
    new Promise<number | undefined>((resolve) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/pdf',
        'content-length': CV.length,
      };
      const post = request(`${relay.url}/v1/uploads`, { method: 'POST', headers }, (response) =>
        resolve(response.resume().statusCode),
      );
      post.on('error', () => resolve(undefined));
      pipeline(Readable.from(parts), post).catch(() => resolve(undefined));
    });
  expect(await send(inParts(() => liveOn(100)))).toBe(200);
  expect(await send(inParts(() => new Promise(() => undefined)))).toBeUndefined();
});

test('A file that was sent is there for colleagues, whole and under its name, but for nobody who may not see the conversation.', async () => {
  const { relay, upload, alex } = await start();
  const ben = await enrolDesktop(relay, 'ben');
  const stream = await openStream(relay.url, ben.token);
  const { mediaId } = (await (await upload()).json()) as { mediaId: string };
  const media = { mimeType: 'application/pdf', fileName: 'Offer – Sam.pdf', mediaId };
  const message = makeSent(alex.user.id, { type: 'document', media });
  const addressee = { to: SAM_NUMBER };
  expect((await alex.call('PUT', `/v1/messages/${message.messageId}`, { message, addressee })).status).toBe(
    200,
  );
  await stream.until(({ events }) =>
    events.some(
      ({ kind, body }) => kind === 'media.changed' && mediaFileSchema.parse(body).state === 'ready',
    ),
  );
  const told = stream.events.findLast(({ kind }) => kind === 'media.changed')?.body;
  const sha256 = createHash('sha256').update(CV).digest('hex');
  expect(told).toMatchObject({ fileName: 'Offer – Sam.pdf', size: CV.length, sha256 });
  const get = (token: string) =>
    fetch(`${relay.url}/v1/media/${message.messageId}`, { headers: { authorization: `Bearer ${token}` } });
  const handedOut = await get(ben.token);
  expect(handedOut.headers.get('content-disposition')).toContain("UTF-8''Offer%20%E2%80%93%20Sam.pdf");
  expect(Buffer.from(await handedOut.arrayBuffer()).equals(CV)).toBe(true);
  await relay.admin.setVisibility('own');
  expect([(await get(alex.token)).status, (await get(ben.token)).status]).toEqual([200, 404]);
});

test.each(['../me', '1?fields=id', '', 'me'])(
  'What is no id of a file (%j) is asked of nobody.',
  async (mediaId) => {
    const { relay, alex } = await start();
    const stream = await openStream(relay.url, alex.token);
    const media = { mimeType: 'application/pdf', fileName: 'Offer.pdf', mediaId };
    const message = makeSent(alex.user.id, { type: 'document', media });
    await alex.call('PUT', `/v1/messages/${message.messageId}`, { message, addressee: { to: SAM_NUMBER } });
    await stream.until(({ events }) => events.some(({ kind }) => kind === 'message.sent'));
    expect(stream.events.filter(({ kind }) => kind === 'media.changed')).toEqual([]);
    const answer = await alex.call('POST', `/v1/media/${message.messageId}/retry`);
    expect(answer.status).toBe(404);
  },
);

test.each<[string, Upload, number]>([
  ['of a kind that WhatsApp does not take', { type: 'application/zip' }, 400],
  ['that is a page', { type: 'text/html' }, 400],
  ['that is too large for its kind', { type: 'image/png', body: Buffer.alloc(5 * 1024 * 1024 + 1) }, 400],
  ['that is empty', { body: Buffer.alloc(0) }, 400],
  ['from a stranger', { token: 'x'.repeat(43) }, 401],
])('A file %s is refused, and Meta is not asked.', async (_name, file, status) => {
  const { simulator, upload } = await start();
  await simulator.control.addFault({ kind: 'error', edge: 'media', code: 1, times: 1 });
  expect((await upload(file)).status).toBe(status);
  expect(await simulator.control.listFaults({})).toHaveLength(1);
});

test('Where Meta refuses or fails, the desktop is told which of both.', async () => {
  const { simulator, upload } = await start();
  await simulator.control.addFault({ kind: 'error', edge: 'media', code: 100, times: 1 });
  expect((await upload()).status).toBe(409);
  await simulator.control.addFault({ kind: 'error', edge: 'media', code: 131_000, times: 1 });
  expect((await upload()).status).toBe(503);
  expect((await upload()).status).toBe(200);
});

test('Without a company number there is nobody to send it.', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const answer = await fetch(`${relay.url}/v1/uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${alex.token}`, 'content-type': 'application/pdf' },
    body: new Uint8Array(CV),
  });
  expect(answer.status).toBe(409);
});
