import { expect, test } from 'vitest';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { startSimulator } from '../../../simulator/build-simulator.ts';
import { enrolDesktop, openStream, readFeed, startTestRelay } from './relay-harness.ts';
import {
  COMPANY,
  SAM_NUMBER,
  companyAt,
  fill,
  findTemplate,
  lastSent,
  makeSent,
  startCompany,
  statusesOf,
} from './company-harness.ts';

const ADDRESSEE = { to: SAM_NUMBER };

test('The company’s number and every one of its templates are in the log when the relay has looked at Meta.', async () => {
  const { relay, simulator } = await startCompany();
  const alex = await enrolDesktop(relay, 'alex');
  const events = await readFeed(alex);
  expect(events.find((event) => event.kind === 'channel.changed')?.body).toMatchObject({
    id: COMPANY,
    kind: 'company',
    phoneNumber: '+442079460123',
    name: 'Colleague Recruitment',
    isActive: true,
  });
  const listed = await simulator.control.listTemplates({});
  expect(events.filter((event) => event.kind === 'template.changed')).toHaveLength(listed.length);
});

test('A template goes out once, however often it is asked for, and its statuses find it.', async () => {
  const { relay } = await startCompany();
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  await stream.until(({ events }) => events.some((event) => event.kind === 'template.changed'));
  const template = findTemplate(await readFeed(alex), 'job_opportunity');
  const message = makeSent(alex.user.id, fill(template));
  const put = () =>
    alex.call('PUT', `/v1/messages/${message.messageId}`, { message, addressee: ADDRESSEE, template });
  const answers = await Promise.all([put(), put(), put()]);
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  await stream.until((now) => statusesOf(now, message.messageId).includes('read'));
  const sent = lastSent(stream, message.messageId);
  expect(sent).toMatchObject({ status: 'accepted', wamid: expect.stringMatching(/^wamid\./) });
  const wamids = stream.events.flatMap((event) =>
    event.kind === 'message.status' ? [(event.body as { wamid: string }).wamid] : [],
  );
  expect(new Set(wamids)).toEqual(new Set([sent?.wamid]));
  // The status has told the BSUID of somebody whom we knew by number only.
  const person = stream.events.findLast((event) => event.kind === 'person.changed');
  expect(person?.body).toMatchObject({
    key: message.personKey,
    waId: '447700900456',
    bsuid: expect.stringMatching(/^GB\./),
  });
  expect((await put()).json.message).toEqual(sent);
});

test('The reply to a template finds the conversation that sent it, with and without a quote.', async () => {
  const { relay, simulator } = await startCompany();
  const [alex, ben] = [await enrolDesktop(relay, 'alex'), await enrolDesktop(relay, 'ben')];
  const stream = await openStream(relay.url, alex.token);
  const template = findTemplate(await readFeed(alex), 'job_opportunity');
  const first = makeSent(alex.user.id, fill(template), { at: Date.now() - 2_000 });
  const second = makeSent(ben.user.id, fill(template), { at: Date.now() - 1_000 });
  await alex.call('PUT', `/v1/messages/${first.messageId}`, { message: first, addressee: ADDRESSEE });
  await ben.call('PUT', `/v1/messages/${second.messageId}`, { message: second, addressee: ADDRESSEE });
  await stream.until((now) =>
    [first, second].every(({ messageId }) => lastSent(now, messageId)?.wamid !== undefined),
  );
  const quotes = lastSent(stream, first.messageId)?.wamid ?? '';
  await simulator.control.sendText({ from: SAM_NUMBER, text: 'To whoever wrote last' });
  await simulator.control.sendText({ from: SAM_NUMBER, text: 'To Alex', quotes });
  await stream.until(
    ({ events }) => events.filter((event) => event.kind === 'message.received').length === 2,
  );
  const received = stream.events
    .filter((event) => event.kind === 'message.received')
    .map((event) => event.body);
  expect(received).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({
        conversationId: second.conversationId,
        content: { type: 'text', text: 'To whoever wrote last' },
      }),
      expect.objectContaining({
        conversationId: first.conversationId,
        content: { type: 'text', text: 'To Alex' },
      }),
    ]),
  );
});

test('A connection that breaks after Meta has the message leaves it unconfirmed, and the status settles it.', async () => {
  const { relay, simulator } = await startCompany();
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  const template = findTemplate(await readFeed(alex), 'job_opportunity');
  await simulator.control.setWebhooks({ isPaused: true });
  await simulator.control.addFault({ kind: 'reset', edge: 'messages' });
  const message = makeSent(alex.user.id, fill(template));
  await alex.call('PUT', `/v1/messages/${message.messageId}`, { message, addressee: ADDRESSEE });
  await stream.until((now) => lastSent(now, message.messageId)?.status === 'unconfirmed');
  await simulator.control.setWebhooks({ isPaused: false });
  await stream.until((now) => lastSent(now, message.messageId)?.wamid !== undefined);
  await stream.until((now) => statusesOf(now, message.messageId).includes('delivered'));
  expect(lastSent(stream, message.messageId)?.status).toBe('sent');
  const chat = await simulator.control.listChat({ person: SAM_NUMBER });
  expect(chat.filter((bubble) => bubble.callbackData === message.messageId)).toHaveLength(1);
});

test('A status that overtakes the answer of Meta harms nothing.', async () => {
  const { relay } = await startCompany({ simulator: { webhookSettings: { isStatusBeforeResponse: true } } });
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  const template = findTemplate(await readFeed(alex), 'job_opportunity');
  const message = makeSent(alex.user.id, fill(template));
  await alex.call('PUT', `/v1/messages/${message.messageId}`, { message, addressee: ADDRESSEE });
  await stream.until((now) => statusesOf(now, message.messageId).includes('read'));
  expect(lastSent(stream, message.messageId)).toMatchObject({ status: 'sent', wamid: expect.any(String) });
});

test('What Meta refuses is failed with its reason, and what it puts off is tried again.', async () => {
  const { relay, simulator } = await startCompany();
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  const template = findTemplate(await readFeed(alex), 'job_opportunity');
  await simulator.control.addFault({ kind: 'error', code: 131056, edge: 'messages' });
  const late = makeSent(alex.user.id, fill(template));
  await alex.call('PUT', `/v1/messages/${late.messageId}`, { message: late, addressee: ADDRESSEE });
  await stream.until((now) => lastSent(now, late.messageId)?.status === 'accepted');
  await simulator.control.addFault({ kind: 'error', code: 132001, edge: 'messages' });
  const refused = makeSent(alex.user.id, fill(template));
  await alex.call('PUT', `/v1/messages/${refused.messageId}`, { message: refused, addressee: ADDRESSEE });
  await stream.until((now) => lastSent(now, refused.messageId)?.status === 'failed');
  expect(lastSent(stream, refused.messageId)?.failure).toMatchObject({ code: 132001 });
});

test('Nobody who has asked to stop is sent a template; a reply in the window still goes out.', async () => {
  const { relay, simulator } = await startCompany();
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  const template = findTemplate(await readFeed(alex), 'job_opportunity');
  await simulator.control.sendText({ from: SAM_NUMBER, text: ' Stop. ' });
  await stream.until(({ events }) => events.some((event) => event.kind === 'consent.changed'));
  const message = makeSent(alex.user.id, fill(template));
  await alex.call('PUT', `/v1/messages/${message.messageId}`, { message, addressee: ADDRESSEE });
  await stream.until((now) => lastSent(now, message.messageId)?.status === 'failed');
  expect(lastSent(stream, message.messageId)?.failure?.sentence).toContain('asked not to be written to');
  const reply = makeSent(alex.user.id, { type: 'text', text: 'Of course.' });
  await alex.call('PUT', `/v1/messages/${reply.messageId}`, { message: reply, addressee: ADDRESSEE });
  await stream.until((now) => lastSent(now, reply.messageId)?.status === 'accepted');
});

test('A send that the relay cannot or may not make is refused with a sentence, and nothing is kept of it.', async () => {
  const { relay } = await startCompany();
  const [alex, ben] = [await enrolDesktop(relay, 'alex'), await enrolDesktop(relay, 'ben')];
  const text = { type: 'text', text: 'Hello' } as const;
  const put = async (message: object, extra: object = {}) => {
    const { messageId } = message as { messageId: string };
    const { status, json } = await alex.call('PUT', `/v1/messages/${messageId}`, {
      message,
      addressee: ADDRESSEE,
      ...extra,
    });
    return [status, json.error?.code];
  };
  const mine = makeSent(alex.user.id, text);
  expect(await put({ ...mine, consultantUserId: ben.user.id })).toEqual([403, 'forbidden']);
  expect(await put({ ...mine, channelId: demoIds.ownPhoneOne })).toEqual([409, 'not-set-up']);
  expect(await put({ ...mine, conversationId: 'another' })).toEqual([400, 'invalid-input']);
  expect(await put(mine, { addressee: { to: '07700 900456' } })).toEqual([400, 'invalid-input']);
  expect(await put({ ...mine, content: { type: 'carrier-pigeon' } })).toEqual([400, 'invalid-input']);
  const unknown = { ...fill(findTemplate(await readFeed(alex), 'job_opportunity')), templateId: '1' };
  expect(await put({ ...mine, content: unknown })).toEqual([404, 'not-found']);
  expect((await readFeed(alex)).filter((event) => event.kind === 'message.sent')).toEqual([]);
  expect(await put(mine)).toEqual([200, undefined]);
  // The colleague may neither send in this conversation nor look at the message by its id.
  const theirs = { ...makeSent(ben.user.id, text), conversationId: mine.conversationId };
  const answer = await ben.call('PUT', `/v1/messages/${theirs.messageId}`, {
    message: theirs,
    addressee: ADDRESSEE,
  });
  expect(answer.status).toBe(403);
  const copy = { ...mine, consultantUserId: ben.user.id };
  expect(
    (await ben.call('PUT', `/v1/messages/${mine.messageId}`, { message: copy, addressee: ADDRESSEE })).status,
  ).toBe(403);
});

test('A wrong token is one warning and a sentence on refresh, not a crash.', async () => {
  const simulator = await startSimulator({});
  const relay = await startTestRelay({ company: companyAt(simulator, demoTokens.expired) });
  await relay.companyReady;
  const alex = await enrolDesktop(relay, 'alex');
  const { status, json } = await alex.call('POST', '/v1/templates/refresh', { channelId: COMPANY });
  expect(status).toBe(409);
  expect(json.error?.message).toMatch(/templates could not be fetched/);
  await simulator.stop();
});

test('A refresh brings what is new at Meta, and marks what has gone as deleted; again it adds nothing.', async () => {
  const { relay, simulator } = await startCompany();
  const alex = await enrolDesktop(relay, 'alex');
  const refresh = () => alex.call('POST', '/v1/templates/refresh', { channelId: COMPANY });
  const { json } = await refresh();
  const headBefore = (await alex.call('GET', '/v1/events?after=999999')).json.head ?? 0;
  expect(json.templates?.length).toBe((await simulator.control.listTemplates({})).length);
  await simulator.control.setTemplate({ name: 'job_opportunity', status: 'PAUSED' });
  await simulator.control.whenIdle({});
  const paused = (await readFeed(alex, headBefore)).map((event) => event.body);
  expect(paused).toMatchObject([{ template: { name: 'job_opportunity', status: 'paused' } }]);
  await refresh();
  expect(await readFeed(alex, headBefore + 1)).toEqual([]);
});

test('Who changes their number is known by the new one, even in the second of a send and by a desktop whose clock is ahead.', async () => {
  const { relay } = await startCompany();
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  await stream.until(({ events }) => events.some((event) => event.kind === 'template.changed'));
  const template = findTemplate(await readFeed(alex), 'job_opportunity');
  const to = '+447700900009';
  const message = makeSent(alex.user.id, fill(template), { to, at: Date.now() + 600_000 });
  const { messageId, personKey } = message;
  await alex.call('PUT', `/v1/messages/${messageId}`, { message, addressee: { to }, template });
  await stream.until((now) => statusesOf(now, messageId).includes('read'));
  await stream.until(({ events }) => events.some((event) => event.kind === 'message.received'));
  const person = stream.events.findLast((event) => event.kind === 'person.changed');
  expect(person?.body).toMatchObject({
    key: personKey,
    waId: '447700900109',
    aliases: expect.arrayContaining(['447700900009']),
  });
});

test('A text whose 24 hours ended before the relay could send it fails with that sentence, and Meta is not asked.', async () => {
  let aheadMs = 0;
  const { relay, simulator } = await startCompany({ relay: { now: () => Date.now() + aheadMs } });
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  await simulator.control.sendText({ from: SAM_NUMBER, text: 'Hello' });
  await stream.until(({ events }) => events.some((event) => event.kind === 'message.received'));
  aheadMs = 24 * 60 * 60 * 1000 + 60_000;
  await simulator.control.addFault({ kind: 'reset', edge: 'messages' });
  const message = makeSent(alex.user.id, { type: 'text', text: 'Are you free?' });
  await alex.call('PUT', `/v1/messages/${message.messageId}`, { message, addressee: ADDRESSEE });
  await stream.until((now) => lastSent(now, message.messageId)?.status === 'failed');
  expect(lastSent(stream, message.messageId)?.failure).toEqual({
    sentence: 'The message was not sent: the 24 hours ended before it could go out.',
    advice: 'Send a template instead; the window opens again when the person answers.',
    canRetry: false,
  });
});
