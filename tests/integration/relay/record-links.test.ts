import { expect, test } from 'vitest';
import {
  type ConversationId,
  channelIdSchema,
  conversationIdFor,
  personKeyForBsuid,
} from '../../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../../shared/domain/phone-number.ts';
import { historiesResponseSchema } from '../../../shared/protocol/histories.ts';
import type { Relay } from '../../../relay/build-relay.ts';
import { type Crm, connectCrm } from './crm-harness.ts';
import { SAM, type Sender, envelope, text } from './meta-payloads.ts';
import { type Desktop, enrolDesktop, postWebhook, readFeed, startTestRelay } from './relay-harness.ts';

const COMPANY = channelIdSchema.parse('200300400500600');
const BSUID = 'GB.5550001112223334445556';
/** She has a username and shares no number. */
const MAYA: Sender = { bsuid: BSUID, name: 'Maya' };
const MAYA_KEY = personKeyForBsuid(BSUID);
const NEW_ID = 'cm-0199b0c0-0000-7000-8000-000000000001';
const NEW = { kind: 'candidate', firstName: 'Maya', lastName: 'Iqbal' } as const;

type Agency = {
  readonly relay: Relay;
  readonly alex: Desktop;
  readonly crm: Crm;
  readonly conversationId: ConversationId;
};

/** Maya has written to the agency; the CRM has a record without a number. */
async function startAgency(): Promise<Agency> {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const crm = await connectCrm(relay);
  await crm.call('PUT', '/v1/records', { records: [{ id: 'c1', kind: 'candidate', firstName: 'Maya' }] });
  await postWebhook(relay.url, envelope(text('wamid.m1', 'Hello', MAYA)));
  const conversationId = conversationIdFor({
    channelId: COMPANY,
    personKey: MAYA_KEY,
    ownerUserId: undefined,
  });
  return { relay, alex, crm, conversationId };
}

/** What a desktop is told last of who was put on which record. */
async function readLinks(desktop: Desktop): Promise<readonly unknown[]> {
  return (await readFeed(desktop)).filter(({ kind }) => kind === 'record.linked').map(({ body }) => body);
}

async function readRecordsOfHistories(crm: Crm): Promise<readonly unknown[]> {
  const { json } = await crm.call('GET', '/v1/histories?after=0&limit=100');
  return historiesResponseSchema.parse(json).histories.map(({ recordIds }) => recordIds);
}

test('Somebody without a number is put on a record: every desktop hears it, and the CRM’s histories name the record.', async () => {
  const { relay, alex, crm, conversationId } = await startAgency();
  const ben = await enrolDesktop(relay, 'ben');
  const path = `/v1/conversations/${conversationId}/records/c1`;
  expect(await alex.call('PUT', path)).toMatchObject({
    status: 200,
    json: { recordId: 'c1', personKeys: [MAYA_KEY] },
  });
  // Again is no harm, and one entry.
  expect((await alex.call('PUT', path)).status).toBe(200);
  expect(await readLinks(ben)).toEqual([{ recordId: 'c1', personKeys: [MAYA_KEY] }]);
  expect(await readRecordsOfHistories(crm)).toEqual([['c1']]);

  // The CRM describes the record anew: what a consultant has said stays.
  await crm.call('PUT', '/v1/records', {
    records: [{ id: 'c1', kind: 'candidate', firstName: 'Maya', phones: ['07700 900456'] }],
  });
  await postWebhook(relay.url, envelope(text('wamid.s1', 'Hi', SAM)));
  expect(await readRecordsOfHistories(crm)).toEqual([['c1'], ['c1']]);

  expect((await alex.call('DELETE', path)).status).toBe(200);
  expect((await alex.call('DELETE', path)).status).toBe(200);
  expect(await readLinks(ben)).toEqual([{ recordId: 'c1', personKeys: [] }]);
  expect(await readRecordsOfHistories(crm)).toEqual([[], ['c1']]);
});

test('A record is made for somebody new, once, with the number where WhatsApp tells one.', async () => {
  const { relay, alex, crm, conversationId } = await startAgency();
  const path = `/v1/conversations/${conversationId}/records/${NEW_ID}`;
  expect((await alex.call('PUT', path, { create: NEW })).status).toBe(200);
  expect((await alex.call('PUT', path, { create: { ...NEW, firstName: 'Other' } })).status).toBe(200);
  expect((await crm.call('GET', `/v1/records/${NEW_ID}`)).json).toMatchObject({
    ...NEW,
    knownAs: 'Maya',
    phones: [],
  });

  await postWebhook(relay.url, envelope(text('wamid.s1', 'Hi', SAM)));
  const personKey = personKeyForNumber(`+${SAM.waId}`);
  const withSam = conversationIdFor({ channelId: COMPANY, personKey, ownerUserId: undefined });
  const samId = NEW_ID.replace(/1$/, '2');
  await alex.call('PUT', `/v1/conversations/${withSam}/records/${samId}`, { create: NEW });
  expect((await crm.call('GET', `/v1/records/${samId}`)).json).toMatchObject({
    phones: [{ label: 'WhatsApp', raw: '+447700900456', e164: '+447700900456' }],
  });
});

test('An erased record forgets who was put on it.', async () => {
  const { alex, crm, conversationId } = await startAgency();
  await alex.call('PUT', `/v1/conversations/${conversationId}/records/c1`);
  await crm.call('DELETE', '/v1/records/c1');
  expect(await readLinks(alex)).toEqual([{ recordId: 'c1', personKeys: [] }]);
  expect(await readRecordsOfHistories(crm)).toEqual([[]]);
  expect((await alex.call('PUT', `/v1/conversations/${conversationId}/records/c1`)).status).toBe(404);
});

test('A conversation that the user does not see, an id of the CRM for a new record and a record without a name are refused.', async () => {
  const { relay, alex, conversationId } = await startAgency();
  await alex.call('POST', `/v1/conversations/${conversationId}/take`);
  await relay.admin.setVisibility('own');
  const ben = await enrolDesktop(relay, 'ben');
  const put = (desktop: Desktop, recordId: string, body?: unknown) =>
    desktop.call('PUT', `/v1/conversations/${conversationId}/records/${recordId}`, body);
  expect((await put(ben, 'c1')).status).toBe(404);
  expect((await put(alex, 'nobody')).status).toBe(404);
  for (const [recordId, create] of [
    ['CAN-1001', NEW],
    [NEW_ID, { ...NEW, firstName: ' ', lastName: '' }],
    [NEW_ID, { ...NEW, kind: 'client' }],
    [NEW_ID, { ...NEW, firstName: 'x'.repeat(101) }],
  ] as const)
    expect((await put(alex, recordId, { create })).status).toBe(400);
  expect(await readLinks(alex)).toEqual([]);
});
