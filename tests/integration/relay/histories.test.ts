import { expect, test } from 'vitest';
import type { Relay } from '../../../relay/build-relay.ts';
import { channelIdSchema } from '../../../shared/domain/ids.ts';
import { type History, historiesResponseSchema } from '../../../shared/protocol/histories.ts';
import { fill, findTemplate, makeSent, SAM_NUMBER, startCompany } from './company-harness.ts';
import { type Crm, connectCrm } from './crm-harness.ts';
import { SAM, envelope, inbound, status, text } from './meta-payloads.ts';
import { type Desktop, enrolDesktop, postWebhook, readFeed, startTestRelay } from './relay-harness.ts';

const OWN = channelIdSchema.parse('200300400500601');
const OWN_CHANNEL = {
  id: OWN,
  wabaId: '100200300400500',
  name: 'Alex’s number',
  phoneNumber: '+442079460124',
};
const CV = { type: 'document', document: { id: '1', mime_type: 'application/pdf', filename: 'CV.pdf' } };

/** The CRM: asks page by page from where it stands and applies each history by its id. */
async function follow(crm: Crm, options: { readonly limit?: number; readonly after?: number } = {}) {
  const histories = new Map<string, History>();
  const versions: History[] = [];
  let cursor = options.after ?? 0;
  for (let hasMore = true; hasMore;) {
    const { json } = await crm.call('GET', `/v1/histories?after=${cursor}&limit=${options.limit ?? 200}`);
    const page = historiesResponseSchema.parse(json);
    for (const history of page.histories) {
      versions.push(history);
      histories.set(history.id, history);
    }
    ({ cursor, hasMore } = page);
  }
  return { histories: [...histories.values()], versions, cursor };
}

async function startOwnNumber() {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  await alex.call('PUT', '/v1/channels/own', OWN_CHANNEL);
  const crm = await connectCrm(relay);
  return { relay, alex, crm };
}

function putRecord(crm: Crm, id: string, phone: string) {
  return crm.call('PUT', '/v1/records', { records: [{ id, kind: 'candidate', phones: [phone] }] });
}

function report(relay: Relay, wamid: string, name: string, fields: object = {}) {
  return postWebhook(relay.url, envelope(status(wamid, name, fields, SAM, OWN)));
}

function publish(desktop: Desktop, ...messages: readonly object[]) {
  return desktop.call('POST', '/v1/sent-messages', { messages });
}

test('A reply is a history entry of every record that has the number, and of none where none has.', async () => {
  const relay = await startTestRelay();
  const crm = await connectCrm(relay);
  await putRecord(crm, 'c1', '07700 900456');
  await putRecord(crm, 'k9', '+44 7700 900456');
  const stranger = { waId: '447700900999', bsuid: 'GB.9', name: 'Somebody' };
  await postWebhook(
    relay.url,
    envelope(text('wamid.1', 'Yes, still interested'), inbound('wamid.2', CV, stranger)),
  );
  const { histories } = await follow(crm);
  expect(histories).toMatchObject([
    {
      kind: 'message',
      direction: 'inbound',
      recordIds: ['c1', 'k9'],
      person: { name: 'Sam Taylor', phoneNumber: '+447700900456', bsuid: SAM.bsuid },
      at: 1_763_900_000_000,
      contentType: 'text',
      text: 'Yes, still interested',
    },
    {
      recordIds: [],
      person: { name: 'Somebody', phoneNumber: '+447700900999' },
      contentType: 'document',
      text: 'CV.pdf',
      file: { name: 'CV.pdf', mimeType: 'application/pdf' },
    },
  ]);
  expect(histories[0]).not.toHaveProperty('consultant');
  expect(histories[0]).not.toHaveProperty('status');
});

test('A template of the company’s number is told in full, by whom, with each status and what Meta says of the charge.', async () => {
  const { relay } = await startCompany();
  const alex = await enrolDesktop(relay, 'alex');
  const crm = await connectCrm(relay);
  await putRecord(crm, 'c1', SAM_NUMBER);
  const message = makeSent(alex.user.id, fill(findTemplate(await readFeed(alex), 'job_opportunity')));
  await alex.call('PUT', `/v1/messages/${message.messageId}`, { message, addressee: { to: SAM_NUMBER } });
  const find = async () => (await follow(crm)).histories.find((history) => history.id === message.messageId);
  await expect.poll(find, { timeout: 20_000 }).toMatchObject({ status: 'read' });
  const history = await find();
  expect(history).toMatchObject({
    direction: 'outbound',
    recordIds: ['c1'],
    consultant: { id: alex.user.id, username: 'alex', displayName: 'alex of Test Agency' },
    channel: { id: message.channelId, kind: 'company' },
    contentType: 'template',
    template: { name: 'job_opportunity', category: 'marketing' },
    text: expect.stringMatching(/^Job Opportunity\n\n.*Sam[\s\S]*\n\n.*STOP/),
    statuses: [{ status: 'sent' }, { status: 'delivered' }, { status: 'read' }],
    pricing: { category: 'marketing' },
  });
});

test('A later status of an older message is a later version of the same entry; none is missed between two pages.', async () => {
  const { relay, alex, crm } = await startOwnNumber();
  const sent = makeSent(
    alex.user.id,
    { type: 'text', text: 'Hello' },
    { channelId: OWN, at: 1_763_900_000_000 },
  );
  await publish(alex, { ...sent, status: 'accepted', wamid: 'wamid.OUT' });
  const first = await follow(crm);
  expect(first.histories).toMatchObject([{ id: sent.messageId, status: 'accepted', statuses: [] }]);
  await postWebhook(relay.url, envelope(inbound('wamid.1', undefined, SAM, OWN)));
  await report(relay, 'wamid.OUT', 'delivered');
  // Out of order: changes nothing of what it says.
  await report(relay, 'wamid.OUT', 'sent', { timestamp: '1763900005' });
  const second = await follow(crm, { after: first.cursor });
  expect(second.histories.map(({ id }) => id)).toHaveLength(2);
  const [reply, update] = second.histories;
  expect(reply).toMatchObject({ direction: 'inbound', consultant: { username: 'alex' } });
  expect(update).toMatchObject({
    id: sent.messageId,
    status: 'delivered',
    statuses: [{ status: 'sent' }, { status: 'delivered' }],
  });
  expect(update?.revision).toBeGreaterThan(first.histories[0]?.revision ?? 0);
  expect((await follow(crm, { after: second.cursor })).versions).toEqual([]);
  // However small the pages are, the outcome is the same.
  const slow = await follow(crm, { limit: 1 });
  expect(slow.versions.length).toBeGreaterThan(2);
  expect(slow.histories.map(({ revision: _one, ...rest }) => rest)).toEqual(
    [update, reply].map((history) => {
      const { revision: _other, ...rest } = history ?? { revision: 0 };
      return rest;
    }),
  );
  const revisions = slow.versions.map(({ revision }) => revision);
  expect(revisions).toEqual(revisions.toSorted((one, other) => one - other));
});

test('A failure tells Meta’s reason and what to do; a delivery that follows overrules it.', async () => {
  const { relay, alex, crm } = await startOwnNumber();
  const sent = makeSent(alex.user.id, { type: 'text', text: 'Hello' }, { channelId: OWN });
  await publish(alex, { ...sent, status: 'accepted', wamid: 'wamid.OUT' });
  await report(relay, 'wamid.OUT', 'failed', { errors: [{ code: 131_047, title: 'Re-engagement message' }] });
  const [failed] = (await follow(crm)).histories;
  expect(failed).toMatchObject({
    status: 'failed',
    failure: { code: 131_047, sentence: expect.any(String), advice: expect.any(String) },
  });
  await report(relay, 'wamid.OUT', 'delivered');
  const [delivered] = (await follow(crm)).histories;
  expect(delivered).toMatchObject({ status: 'delivered' });
  expect(delivered).not.toHaveProperty('failure');
});

test('A status that arrives before its message is told with the message.', async () => {
  const { relay, alex, crm } = await startOwnNumber();
  await report(relay, 'wamid.OUT', 'read');
  const before = await follow(crm);
  expect(before.versions).toEqual([]);
  const sent = makeSent(alex.user.id, { type: 'text', text: 'Hello' }, { channelId: OWN });
  await publish(alex, { ...sent, status: 'accepted', wamid: 'wamid.OUT' });
  expect((await follow(crm, { after: before.cursor })).histories).toMatchObject([
    { id: sent.messageId, status: 'read', statuses: [{ status: 'read' }] },
  ]);
});

test('STOP and START are entries of their own, each kept, whoever says it.', async () => {
  const relay = await startTestRelay();
  const [alex, crm] = [await enrolDesktop(relay, 'alex'), await connectCrm(relay)];
  await putRecord(crm, 'c1', SAM_NUMBER);
  await postWebhook(relay.url, envelope(text('wamid.1', 'STOP')));
  await postWebhook(relay.url, envelope(text('wamid.2', 'start', SAM, { timestamp: '1763900100' })));
  const [stop] = (await follow(crm)).histories.filter((history) => history.kind === 'consent');
  await alex.call('POST', '/v1/consents', { personKey: stop?.person.key, hasOptedOut: true });
  const { histories } = await follow(crm);
  const message = histories.find((history) => history.kind === 'message' && history.text === 'STOP');
  expect(histories.filter((history) => history.kind === 'consent')).toMatchObject([
    { hasOptedOut: true, source: 'message', messageId: message?.id, recordIds: ['c1'] },
    { hasOptedOut: false, source: 'message', recordIds: ['c1'] },
    { hasOptedOut: true, source: 'consultant', recordIds: ['c1'] },
  ]);
  expect((await readFeed(alex)).map((event) => event.kind)).not.toContain('consent.recorded');
});

test('A record that comes later has the messages of before when they are read again; an erased one has none.', async () => {
  const relay = await startTestRelay();
  const crm = await connectCrm(relay);
  await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')));
  const recordIds = async () => (await follow(crm)).histories.map((history) => history.recordIds);
  expect(await recordIds()).toEqual([[]]);
  await putRecord(crm, 'c1', SAM_NUMBER);
  expect(await recordIds()).toEqual([['c1']]);
  await putRecord(crm, 'c1', '07700 900111');
  expect(await recordIds()).toEqual([[]]);
  await putRecord(crm, 'c2', SAM_NUMBER);
  await crm.call('DELETE', '/v1/records/c2');
  expect(await recordIds()).toEqual([[]]);
});

test('A person whose number changed stays on the record that has the former number.', async () => {
  const relay = await startTestRelay();
  const crm = await connectCrm(relay);
  await putRecord(crm, 'c1', SAM_NUMBER);
  await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')));
  const moved = { ...SAM, waId: '447700900777' };
  await postWebhook(
    relay.url,
    envelope(text('wamid.2', 'My new number', moved, { timestamp: '1763900200' })),
  );
  const { histories } = await follow(crm);
  expect(histories.map((history) => history.recordIds)).toEqual([['c1'], ['c1']]);
  expect(histories[1]?.person?.phoneNumber).toBe('+447700900777');
});

test('Who waits for news is answered when there is some, and with an empty page when the relay stops.', async () => {
  const relay = await startTestRelay();
  const crm = await connectCrm(relay);
  const { cursor } = await follow(crm);
  const waiting = crm.call('GET', `/v1/histories?after=${cursor}&wait=30`);
  // No history: the wait goes on.
  await putRecord(crm, 'c1', SAM_NUMBER);
  await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')));
  const page = historiesResponseSchema.parse((await waiting).json);
  expect(page.histories).toMatchObject([{ text: 'Hello', recordIds: ['c1'] }]);
  const stopped = crm.call('GET', `/v1/histories?after=${page.cursor}&wait=30`);
  await expect.poll(async () => (await crm.call('GET', '/v1/histories?after=999999')).status).toBe(200);
  await relay.stop();
  expect(await stopped).toMatchObject({ status: 200, json: { histories: [], hasMore: false } });
});

test.each(['after=-1', 'after=x', 'limit=0', 'limit=1001', 'wait=31'])('?%s is refused.', async (query) => {
  const relay = await startTestRelay();
  const answer = await (await connectCrm(relay)).call('GET', `/v1/histories?${query}`);
  expect(answer).toMatchObject({ status: 400, json: { error: { code: 'invalid-input' } } });
});

test('Histories need a key with their scope.', async () => {
  const relay = await startTestRelay();
  const writer = await connectCrm(relay, ['records:write', 'records:read']);
  expect((await writer.call('GET', '/v1/histories')).status).toBe(403);
});
