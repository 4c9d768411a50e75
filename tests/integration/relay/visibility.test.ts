import { expect, test } from 'vitest';
import {
  type ConversationId,
  channelIdSchema,
  conversationIdFor,
  teamIdSchema,
} from '../../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../../shared/domain/phone-number.ts';
import type { Access, ConversationAccess, RawEvent } from '../../../shared/protocol/events.ts';
import { eventsResponseSchema } from '../../../shared/protocol/http.ts';
import type { Relay } from '../../../relay/build-relay.ts';
import { makeSent } from './company-harness.ts';
import { SAM, type Sender, envelope, inbound, status, text } from './meta-payloads.ts';
import {
  type Desktop,
  enrolDesktop,
  enrolWith,
  openStream,
  postWebhook,
  readFeed,
  startTestRelay,
} from './relay-harness.ts';

const OWN = channelIdSchema.parse('200300400500601');
const COMPANY = channelIdSchema.parse('200300400500600');
const MAYA: Sender = { waId: '447700900123', bsuid: 'GB.5550001112223334445556', name: 'Maya Secret' };
const HELLO = { type: 'text', text: 'Hello from Alex' } as const;

type Agency = {
  readonly relay: Relay;
  readonly alex: Desktop;
  readonly ben: Desktop;
  readonly cleo: Desktop;
};

/** Alex and Ben are in one team, Cleo is in none; Alex has a number of his own. */
async function startAgency(): Promise<Agency> {
  const relay = await startTestRelay();
  const [alex, ben, cleo] = [
    await enrolDesktop(relay, 'alex'),
    await enrolDesktop(relay, 'ben'),
    await enrolDesktop(relay, 'cleo'),
  ];
  const team = await relay.admin.addTeam('North');
  for (const { user } of [alex, ben]) await relay.admin.changeUser(user.id, { teamId: team.id });
  await alex.call('PUT', '/v1/channels/own', {
    id: OWN,
    wabaId: '100200300400500',
    name: 'Alex’s number',
    phoneNumber: '+442079460124',
  });
  return { relay, alex, ben, cleo };
}

/** A conversation that Sam began with the agency and that this desktop took. Answers its id. */
async function takeConversation(relay: Relay, desktop: Desktop, wamid: string): Promise<ConversationId> {
  await postWebhook(relay.url, envelope(text(wamid, 'A word for one consultant')));
  const id = conversationIdFor({
    channelId: COMPANY,
    personKey: personKeyForNumber(`+${SAM.waId}`),
    ownerUserId: undefined,
  });
  expect((await desktop.call('POST', `/v1/conversations/${id}/take`)).status).toBe(200);
  return id;
}

function kindsOf(events: readonly RawEvent[]): readonly string[] {
  return [...new Set(events.map((event) => event.kind))].sort();
}

function accessOf(events: readonly RawEvent[]): readonly ConversationAccess[] {
  return events.flatMap((event) =>
    event.kind === 'conversation.access' ? [event.body as ConversationAccess] : [],
  );
}

async function backfill(desktop: Desktop, request: object): Promise<readonly RawEvent[]> {
  const events: RawEvent[] = [];
  for (let after = 0; ;) {
    const { json } = await desktop.call('POST', '/v1/events/backfill', { after, ...request });
    const page = eventsResponseSchema.parse(json);
    events.push(...page.events);
    if (page.cursor >= page.head) return events;
    after = page.cursor;
  }
}

test('What a colleague said on an own number leaves the relay for nobody who may not see it.', async () => {
  const { relay, alex, ben, cleo } = await startAgency();
  await relay.admin.setVisibility('team');
  const sent = { ...makeSent(alex.user.id, HELLO, { channelId: OWN, to: '+447700900123' }) };
  const streams = [await openStream(relay.url, ben.token), await openStream(relay.url, cleo.token)];
  // The report comes before the relay has heard of the message.
  await postWebhook(relay.url, envelope(status('wamid.1', 'delivered', {}, MAYA, OWN)));
  await alex.call('POST', '/v1/sent-messages', {
    messages: [{ ...sent, status: 'accepted', wamid: 'wamid.1' }],
  });
  await postWebhook(
    relay.url,
    envelope(inbound('wamid.2', { type: 'text', text: { body: 'Hi Alex' } }, MAYA, OWN)),
  );
  await postWebhook(relay.url, envelope(status('wamid.1', 'read', {}, MAYA, OWN)));
  for (const seen of [await readFeed(alex), await readFeed(ben)]) {
    expect(kindsOf(seen)).toEqual(
      expect.arrayContaining(['message.received', 'message.sent', 'message.status', 'person.changed']),
    );
    expect(seen.filter((event) => event.kind === 'message.status')).toHaveLength(2);
  }
  await streams[0]?.until(
    ({ events }) => events.filter((event) => event.kind === 'message.status').length === 2,
  );
  // Something that all may see shows that the stream has passed what it must not show.
  await relay.admin.importRecords([{ id: 'r1', kind: 'candidate', firstName: 'Rose' }]);
  await streams[1]?.until(({ events }) => events.some((event) => event.kind === 'record.upserted'));
  for (const seen of [JSON.stringify(streams[1]?.frames), JSON.stringify(await readFeed(cleo))]) {
    expect(seen).not.toMatch(/message\.|conversation\.|person\.changed/);
    for (const secret of [
      'Hello from Alex',
      'Hi Alex',
      'wamid.',
      'Maya',
      '447700900123',
      sent.conversationId,
    ]) {
      expect(seen).not.toContain(secret);
    }
  }
});

test('A cursor that was forged shows nothing more.', async () => {
  const { relay, alex, cleo } = await startAgency();
  await takeConversation(relay, alex, 'wamid.1');
  await relay.admin.setVisibility('own');
  const seen = JSON.stringify(await readFeed(cleo));
  for (const after of [0, 1, 5, 10, 20]) {
    const part = JSON.stringify(await readFeed(cleo, after));
    expect(part).not.toContain('A word for one consultant');
    expect(seen).not.toContain('A word for one consultant');
    const stream = await openStream(relay.url, cleo.token, { cursor: after });
    await relay.admin.importRecords([{ id: `r${after}`, kind: 'candidate', firstName: 'Rose' }]);
    await stream.until(({ events }) => events.some((event) => event.kind === 'record.upserted'));
    expect(JSON.stringify(stream.frames)).not.toContain('A word for one consultant');
  }
});

test('Who takes an unassigned conversation takes it from the sight of the others, who are told to forget it.', async () => {
  const { relay, alex, ben, cleo } = await startAgency();
  await relay.admin.setVisibility('team');
  const [ofBen, ofCleo] = [await openStream(relay.url, ben.token), await openStream(relay.url, cleo.token)];
  const id = await takeConversation(relay, alex, 'wamid.1');
  await postWebhook(relay.url, envelope(text('wamid.2', 'Said to Alex only')));
  await ofBen.until(({ events }) => events.filter((event) => event.kind === 'message.received').length === 2);
  expect(accessOf(ofBen.events)).toEqual([]);
  await ofCleo.until(({ events }) => accessOf(events).length === 1);
  expect(accessOf(ofCleo.events)).toEqual([{ conversationId: id, access: 'lost' }]);
  expect(JSON.stringify(await readFeed(cleo))).not.toContain('Said to Alex only');
  expect(JSON.stringify(ofCleo.frames)).not.toContain('Said to Alex only');
});

test('A conversation that is handed over comes with its past, once, and leaves its former owner.', async () => {
  const { relay, alex, cleo } = await startAgency();
  await relay.admin.setVisibility('own');
  const id = await takeConversation(relay, alex, 'wamid.1');
  await postWebhook(relay.url, envelope(text('wamid.2', 'Said to Alex only')));
  const [ofAlex, ofCleo] = [
    await openStream(relay.url, alex.token, { cursor: await headOf(alex) }),
    await openStream(relay.url, cleo.token, { cursor: await headOf(cleo) }),
  ];
  const handed = await alex.call('POST', `/v1/conversations/${id}/hand-over`, { toUserId: cleo.user.id });
  expect(handed.json.conversation?.ownerUserId).toBe(cleo.user.id);
  await ofCleo.until(({ events }) => accessOf(events).length === 1);
  expect(accessOf(ofCleo.events)).toEqual([{ conversationId: id, access: 'gained' }]);
  // The person comes before the conversation: a reader never meets a stranger.
  expect(ofCleo.events.map((event) => event.kind)).toEqual([
    'person.changed',
    'conversation.changed',
    'conversation.access',
  ]);
  const before = ofCleo.events.at(-1)?.seq;
  const past = await backfill(cleo, { before, conversationIds: [id] });
  expect(past.filter((event) => event.kind === 'message.received')).toHaveLength(2);
  expect(new Set(past.map((event) => event.id)).size).toBe(past.length);
  await ofAlex.until(({ events }) => accessOf(events).length === 1);
  expect(accessOf(ofAlex.events)).toEqual([{ conversationId: id, access: 'lost' }]);
  expect(await backfill(alex, { before, conversationIds: [id] })).toEqual([]);
  await postWebhook(relay.url, envelope(text('wamid.3', 'Said to Cleo')));
  await ofCleo.until(({ events }) => events.some((event) => event.kind === 'message.received'));
  expect(JSON.stringify(await readFeed(alex))).not.toContain('Said to');
});

test('An own number’s conversation is not handed over, and a colleague’s only by an administrator who sees it.', async () => {
  const { relay, alex, cleo } = await startAgency();
  const anna = await enrolDesktop(relay, 'anna', 'administrator');
  const sent = makeSent(alex.user.id, HELLO, { channelId: OWN });
  await alex.call('POST', '/v1/sent-messages', { messages: [sent] });
  const own = await alex.call('POST', `/v1/conversations/${sent.conversationId}/hand-over`, {});
  expect(own.status).toBe(409);
  const id = await takeConversation(relay, alex, 'wamid.1');
  const path = `/v1/conversations/${id}/hand-over`;
  expect((await cleo.call('POST', path, { toUserId: cleo.user.id })).status).toBe(403);
  await relay.admin.setVisibility('own');
  expect((await cleo.call('POST', path, { toUserId: cleo.user.id })).status).toBe(404);
  expect((await anna.call('POST', path, { toUserId: cleo.user.id })).status).toBe(404);
  await relay.admin.setVisibility('everyone');
  expect((await anna.call('POST', path, { toUserId: 'nobody' })).status).toBe(404);
  expect((await anna.call('POST', path, { toUserId: cleo.user.id })).status).toBe(200);
  await relay.admin.deactivateUser('ben');
  expect(
    (
      await anna.call('POST', path, {
        toUserId: (await relay.admin.listUsers()).find((user) => !user.isActive)?.id,
      })
    ).status,
  ).toBe(400);
});

test('Hidden and unknown conversations are the same to every route that names one.', async () => {
  const { relay, alex, cleo } = await startAgency();
  const id = await takeConversation(relay, alex, 'wamid.1');
  await relay.admin.setVisibility('own');
  const unknown = conversationIdFor({
    channelId: COMPANY,
    personKey: personKeyForNumber('+447700900999'),
    ownerUserId: alex.user.id,
  });
  const answers = async (conversationId: string) => [
    await cleo.call('POST', `/v1/conversations/${conversationId}/take`),
    await cleo.call('POST', `/v1/conversations/${conversationId}/hand-over`, {}),
    await cleo.call('POST', '/v1/events/backfill', {
      after: 0,
      before: 1_000,
      conversationIds: [conversationId],
    }),
  ];
  expect(await answers(id)).toEqual(await answers(unknown));
});

test('Nobody publishes into a conversation that is not theirs, and a hidden one is not told from one that is not there.', async () => {
  const { relay, alex, cleo } = await startAgency();
  await relay.admin.setVisibility('own');
  const id = await takeConversation(relay, alex, 'wamid.1');
  await cleo.call('PUT', '/v1/channels/own', {
    id: '200300400500602',
    wabaId: '100200300400500',
    name: 'Cleo’s number',
    phoneNumber: '+442079460125',
  });
  const mine = makeSent(cleo.user.id, HELLO, { channelId: channelIdSchema.parse('200300400500602') });
  for (const message of [
    { ...mine, conversationId: id },
    { ...mine, conversationId: id, channelId: COMPANY },
    { ...mine, consultantUserId: alex.user.id },
  ]) {
    const { status: code } = await cleo.call('POST', '/v1/sent-messages', { messages: [message] });
    expect([400, 403]).toContain(code);
  }
  expect(JSON.stringify(await readFeed(alex))).not.toContain('Hello from Alex');
});

test('When the agency’s choice changes, each user is told what they see now, and the past of what they gained is there.', async () => {
  const { relay, alex, ben, cleo } = await startAgency();
  await takeConversation(relay, alex, 'wamid.1');
  const head = await headOf(cleo);
  await relay.admin.setVisibility('own');
  await relay.admin.setVisibility('team');
  const told = (await readFeed(ben, head)).filter((event) => event.kind === 'access.changed');
  expect(told.map((event) => event.body)).toEqual([
    { userId: ben.user.id, version: 2, owners: [{ userId: alex.user.id, since: 2 }] },
  ] satisfies Access[]);
  const before = told[0]?.seq;
  const past = await backfill(ben, { before, ownerIds: [alex.user.id] });
  expect(kindsOf(past)).toEqual(['conversation.changed', 'message.received', 'person.changed']);
  expect(await backfill(cleo, { before, ownerIds: [alex.user.id] })).toEqual([]);
  expect(await backfill(cleo, { before })).toEqual([]);
  await relay.admin.setVisibility('everyone');
  expect(kindsOf(await backfill(cleo, { before: await headOf(cleo) }))).toEqual([
    'conversation.changed',
    'message.received',
    'person.changed',
  ]);
});

test('A socket whose user leaves a team in the middle of the stream is shown nothing of the team from that entry on.', async () => {
  const { relay, alex, ben } = await startAgency();
  await relay.admin.setVisibility('team');
  await takeConversation(relay, alex, 'wamid.0');
  const stream = await openStream(relay.url, ben.token, { isAcknowledging: false });
  await stream.until(({ events }) => events.some((event) => event.kind === 'message.received'));
  const leaving = relay.admin.changeUser(ben.user.id, { teamId: null });
  const posting = Array.from({ length: 40 }, (_, index) =>
    postWebhook(relay.url, envelope(text(`wamid.${index + 1}`, `Message ${index}`))),
  );
  await Promise.all([leaving, ...posting]);
  stream.send({ type: 'ack', cursor: stream.cursor() });
  await relay.admin.importRecords([{ id: 'r1', kind: 'candidate', firstName: 'Rose' }]);
  await stream.until(({ events, send, cursor }) => {
    send({ type: 'ack', cursor: cursor() });
    return events.some((event) => event.kind === 'record.upserted');
  });
  const told = stream.events.findIndex((event) => event.kind === 'access.changed');
  const after = stream.events.findLastIndex((event) => event.kind === 'access.changed');
  expect(told).toBeGreaterThan(-1);
  expect(stream.events.slice(after).filter((event) => event.kind.startsWith('message.'))).toEqual([]);
});

test('A leaver is cut off, and the conversations go to the successor with their past, or to nobody.', async () => {
  const { relay, alex, ben, cleo } = await startAgency();
  const anna = await enrolDesktop(relay, 'anna', 'administrator');
  await relay.admin.setVisibility('own');
  const id = await takeConversation(relay, alex, 'wamid.1');
  const stream = await openStream(relay.url, alex.token);
  const path = `/v1/users/${alex.user.id}/deactivate`;
  expect((await anna.call('POST', path, { successorId: alex.user.id })).status).toBe(400);
  const holdings = `/v1/users/${alex.user.id}/holdings`;
  expect((await anna.call('GET', holdings)).json).toEqual({ conversations: 1 });
  const left = await anna.call('POST', path, { successorId: cleo.user.id });
  expect(left).toMatchObject({ status: 200, json: { conversations: 1, user: { isActive: false } } });
  expect((await anna.call('GET', holdings)).json).toEqual({ conversations: 0 });
  expect(await stream.closed).toBe(4001);
  expect(accessOf(await readFeed(cleo))).toContainEqual({ conversationId: id, access: 'gained' });
  // The number is nobody's now: a new reply on it is not lost to everybody.
  await postWebhook(relay.url, envelope(inbound('wamid.9', undefined, MAYA, OWN)));
  expect((await readFeed(ben)).filter((event) => event.kind === 'message.received')).toHaveLength(1);
  await relay.admin.deactivateUser('cleo');
  expect((await readFeed(ben)).filter((event) => event.kind === 'message.received')).toHaveLength(2);
});

test('A user who handed a conversation over begins a new one with the same person.', async () => {
  const { relay, alex, cleo } = await startAgency();
  await relay.admin.setVisibility('own');
  await alex.call('PUT', '/v1/channels/own', {
    id: OWN,
    wabaId: '100200300400500',
    name: 'Alex’s number',
    phoneNumber: '+442079460124',
  });
  const first = makeSent(alex.user.id, HELLO, { channelId: OWN });
  await alex.call('POST', '/v1/sent-messages', { messages: [first] });
  await relay.admin.deactivateUser('alex', cleo.user.id);
  await relay.admin.reactivateUser(alex.user.id);
  const again = await enrolAgain(relay, 'alex');
  await again.call('PUT', '/v1/channels/own', {
    id: OWN,
    wabaId: '100200300400500',
    name: 'Alex’s number',
    phoneNumber: '+442079460124',
  });
  const lost = await again.call('POST', '/v1/sent-messages', {
    messages: [makeSent(alex.user.id, HELLO, { channelId: OWN })],
  });
  expect(lost).toMatchObject({ status: 403 });
  expect(lost.json.error?.message).toContain('in other hands');
  const { personKey, channelId } = first;
  const next = conversationIdFor({ channelId, personKey, ownerUserId: alex.user.id, turn: 1 });
  const skipped = conversationIdFor({ channelId, personKey, ownerUserId: alex.user.id, turn: 2 });
  const begin = (conversationId: ConversationId) =>
    again.call('POST', '/v1/sent-messages', {
      messages: [{ ...makeSent(alex.user.id, HELLO, { channelId: OWN }), conversationId }],
    });
  expect((await begin(skipped)).status).toBe(400);
  expect((await begin(next)).status).toBe(200);
});

test('A team that does not exist is no way into one.', async () => {
  const { relay, cleo } = await startAgency();
  const change = relay.admin.changeUser(cleo.user.id, { teamId: teamIdSchema.parse('north') });
  await expect(change).rejects.toThrow('no such team');
});

async function headOf(desktop: Desktop): Promise<number> {
  const { json } = await desktop.call('GET', '/v1/events?after=0&limit=1');
  return eventsResponseSchema.parse(json).head;
}

async function enrolAgain(relay: Relay, username: string): Promise<Desktop> {
  return enrolWith(relay.url, (await relay.admin.createEnrolmentCode(username)).code);
}
