import { createHash, randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import {
  channelIdSchema,
  conversationIdFor,
  messageIdForWamid,
  recordIdSchema,
} from '../../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../../shared/domain/phone-number.ts';
import { historiesResponseSchema } from '../../../shared/protocol/histories.ts';
import { sweepMedia } from '../../../relay/media/sweep-media.ts';
import { takeOffRecord } from '../../../relay/records/record-files.ts';
import { createSilentLogger } from '../../../relay/logger.ts';
import { openMediaStore } from '../../../relay/media/open-media-store.ts';
import { demoIds } from '../../../simulator/demo-world.ts';
import { SAM_NUMBER, startCompany } from './company-harness.ts';
import { connectCrm } from './crm-harness.ts';
import { SAM, envelope, text } from './meta-payloads.ts';
import {
  type Desktop,
  enrolDesktop,
  makeTemporaryDirectory,
  openTestLog,
  postWebhook,
  readFeed,
  startTestRelay,
} from './relay-harness.ts';
import { databaseFor } from './test-database.ts';

const CV = randomBytes(30_000);
const SHA = createHash('sha256').update(CV).digest('hex');
const SAM_KEY = personKeyForNumber(`+${SAM_NUMBER}`);
const NAMES = { name: 'Sam Taylor – CV.pdf', mimeType: 'application/pdf', size: CV.length, sha256: SHA };

/** Sam's CV has come on the company's number, and the CRM has a record of Sam. */
async function startAgency() {
  const dataDirectory = makeTemporaryDirectory();
  const { relay, simulator } = await startCompany({ dataDirectory });
  const alex = await enrolDesktop(relay, 'alex');
  const crm = await connectCrm(relay);
  await crm.call('PUT', '/v1/records', { records: [{ id: 'c1', kind: 'candidate', firstName: 'Sam' }] });
  const sent = await simulator.control.sendDocument({
    from: SAM_NUMBER,
    fileName: 'Sam Taylor – CV.pdf',
    base64: CV.toString('base64'),
  });
  const messageId = messageIdForWamid(sent.messageId);
  const channelId = channelIdSchema.parse(demoIds.companyPhone);
  const conversationId = conversationIdFor({ channelId, personKey: SAM_KEY, ownerUserId: undefined });
  await vi.waitFor(async () =>
    expect((await getBytes(relay.url, alex, `/v1/media/${messageId}`)).status).toBe(200),
  );
  const path = `/v1/record-files/c1/${messageId}`;
  return {
    relay,
    alex,
    crm,
    messageId,
    conversationId,
    path,
    dataDirectory,
    body: { ...NAMES, conversationId },
  };
}

function getBytes(url: string, { token }: Pick<Desktop, 'token'>, path: string): Promise<Response> {
  return fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
}

function postBytes(url: string, { token }: Desktop, path: string, bytes: Buffer): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' };
  return fetch(`${url}${path}/bytes`, { method: 'POST', headers, body: new Uint8Array(bytes) });
}

const filings = async (desktop: Desktop) =>
  (await readFeed(desktop)).filter(({ kind }) => kind === 'record.file').map(({ body }) => body);

async function readFileHistories(crm: Awaited<ReturnType<typeof connectCrm>>) {
  const { json } = await crm.call('GET', '/v1/histories?after=0&limit=100');
  return historiesResponseSchema.parse(json).histories.filter(({ kind }) => kind === 'file');
}

test('A file is put on a record: colleagues who do not see the conversation have it, and the CRM is told and can read it.', async () => {
  const { relay, alex, crm, messageId, conversationId, path, body } = await startAgency();
  await alex.call('POST', `/v1/conversations/${conversationId}/take`);
  await relay.admin.setVisibility('own');
  const ben = await enrolDesktop(relay, 'ben');
  expect((await ben.call('PUT', path, body)).status).toBe(404);
  expect(await alex.call('PUT', path, body)).toMatchObject({ status: 200, json: { hasBytes: true } });
  // Again is one file; another name is the same file under that name.
  expect((await alex.call('PUT', path, body)).status).toBe(200);
  expect((await alex.call('PUT', path, { ...body, name: 'CV of Sam.pdf' })).status).toBe(200);
  expect(await filings(ben)).toMatchObject([
    { recordId: 'c1', messageId, file: { name: 'CV of Sam.pdf', sha256: SHA, size: CV.length } },
  ]);
  const read = await getBytes(relay.url, ben, path);
  expect(Buffer.from(await read.arrayBuffer()).equals(CV)).toBe(true);
  expect(read.headers.get('content-disposition')).toContain('CV of Sam.pdf');

  expect(await readFileHistories(crm)).toMatchObject([
    {
      recordIds: ['c1'],
      messageId,
      isRemoved: false,
      filedBy: { username: 'alex' },
      file: { name: 'CV of Sam.pdf', sha256: SHA },
    },
  ]);
  const forCrm = await getBytes(relay.url, { token: crm.key }, `/v1/records/c1/files/${messageId}`);
  expect(Buffer.from(await forCrm.arrayBuffer()).equals(CV)).toBe(true);
  expect((await getBytes(relay.url, alex, `/v1/records/c1/files/${messageId}`)).status).toBe(401);
});

test('What was taken off, and what was on an erased record, is nowhere told any more.', async () => {
  const { relay, alex, crm, messageId, path, body } = await startAgency();
  await alex.call('PUT', path, body);
  expect((await alex.call('DELETE', path)).status).toBe(200);
  expect((await alex.call('DELETE', path)).status).toBe(200);
  expect(await filings(alex)).toEqual([{ recordId: 'c1', messageId }]);
  expect((await getBytes(relay.url, alex, path)).status).toBe(404);
  expect(await readFileHistories(crm)).toMatchObject([{ isRemoved: true, recordIds: ['c1'] }]);

  await alex.call('PUT', path, body);
  await crm.call('DELETE', '/v1/records/c1');
  expect(await filings(alex)).toEqual([{ recordId: 'c1', messageId }]);
  expect((await alex.call('PUT', path, body)).status).toBe(404);
});

test('A filed file outlives the clean-up of files and of messages, and goes with the last record that it is on.', async () => {
  const { relay, alex, path, body, dataDirectory, messageId } = await startAgency();
  await alex.call('PUT', path, body);
  await relay.stop();
  const log = await openTestLog(dataDirectory);
  const store = openMediaStore({ dataDirectory, databaseUrl: await databaseFor(dataDirectory) });
  const later = Date.now() + 90 * 86_400_000;
  const context = { log, logger: createSilentLogger(), now: () => later };
  const sweep = () => sweepMedia(context, store, { days: 1, bytes: 1 });
  await sweep();
  const { objectIds } = await log.write((transaction) => transaction.removeHistory(later, 100));
  expect(objectIds).toEqual([]);
  const objectId = (await log.findMedia(messageId))?.objectId ?? '';
  expect(await store.read(objectId, { start: 0, end: 0 })).toBeDefined();
  await takeOffRecord(context, { recordId: recordIdSchema.parse('c1'), messageId });
  await sweepMedia({ ...context, now: () => later + 2 * 3_600_000 }, store, { days: 1, bytes: 1 });
  expect(await store.read(objectId, { start: 0, end: 0 })).toBeUndefined();
  await store.close();
});

test('What only a desktop has is handed over, and nothing but the very file is taken.', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const crm = await connectCrm(relay);
  await crm.call('PUT', '/v1/records', { records: [{ id: 'c1', kind: 'candidate', firstName: 'Sam' }] });
  await postWebhook(relay.url, envelope(text('wamid.s1', 'Hi', SAM)));
  const conversationId = conversationIdFor({
    channelId: channelIdSchema.parse('200300400500600'),
    personKey: SAM_KEY,
    ownerUserId: undefined,
  });
  const path = `/v1/record-files/c1/${messageIdForWamid('wamid.s1')}`;
  expect(await alex.call('PUT', path, { ...NAMES, conversationId })).toMatchObject({
    json: { hasBytes: false },
  });
  expect((await getBytes(relay.url, alex, path)).status).toBe(503);
  expect((await postBytes(relay.url, alex, path, randomBytes(CV.length))).status).toBe(400);
  expect((await postBytes(relay.url, alex, path, Buffer.concat([CV, CV]))).status).toBe(400);
  expect((await postBytes(relay.url, { ...alex, token: 'x' }, path, CV)).status).toBe(401);
  expect((await postBytes(relay.url, alex, path, CV)).status).toBe(200);
  expect((await postBytes(relay.url, alex, path, CV)).status).toBe(200);
  expect(Buffer.from(await (await getBytes(relay.url, alex, path)).arrayBuffer()).equals(CV)).toBe(true);
  expect(await alex.call('PUT', path, { ...NAMES, conversationId })).toMatchObject({
    json: { hasBytes: true },
  });

  const unknown = `/v1/record-files/c1/${messageIdForWamid('wamid.none')}`;
  expect((await alex.call('PUT', unknown, { ...NAMES, conversationId })).status).toBe(404);
  expect((await alex.call('PUT', path, { ...NAMES, conversationId, sha256: 'x' })).status).toBe(400);
});
