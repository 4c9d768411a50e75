import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { type ConversationId, channelIdSchema } from '../../../shared/domain/ids.ts';
import type { MessageView, StagedFile } from '../../../shared/ipc/views.ts';
import {
  type TestDesk,
  findRecord,
  listMessages,
  sendTemplate,
  startTestAgency,
  startTestDesk,
  waitForChat,
  waitUntilReady,
} from './desk-harness.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
const OFFER = randomBytes(1_500_000);
/** Meta looks at the first bytes. */
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), OFFER]);
const WAIT = { timeout: 10_000 };

function setUpOwnNumber(desk: TestDesk) {
  return desk.call('settings:save-number', {
    kind: 'own',
    phoneNumber: '',
    wabaId: '',
    phoneNumberId: demoIds.ownPhoneOne,
    graphVersion: 'v24.0',
    token: demoTokens.ownOne,
  });
}

/** A conversation whose service window is open. */
async function begin(channel: string = demoIds.companyPhone) {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  if (channel !== demoIds.companyPhone) await setUpOwnNumber(desk);
  const channelId = channelIdSchema.parse(channel);
  await vi.waitFor(
    async () => expect((await desk.call('templates:list', { channelId })).rows.length).toBeGreaterThan(0),
    WAIT,
  );
  const conversationId = await sendTemplate(desk, SAM, 'job_opportunity', channelId);
  await waitForChat(desk, conversationId, ['out: template (read)']);
  const { control } = agency.simulator;
  await control.sendText({ from: SAM_PHONE, to: channel, text: 'Hello' });
  await waitForChat(desk, conversationId, ['out: template (read)', 'in: Hello']);
  const listFiles = async () => {
    const received = await control.listReceived({ person: SAM_PHONE, to: channel });
    return received.filter(({ type }) => type !== 'template' && type !== 'text');
  };
  return { agency, desk, conversationId, control, listFiles };
}

async function stage(desk: TestDesk, fileName: string, bytes: Buffer = OFFER): Promise<string> {
  const staged = await stageAny(desk, fileName, bytes);
  if (!staged.ok) throw new Error(staged.problem);
  return staged.attachmentId;
}

function stageAny(desk: TestDesk, fileName: string, bytes: Buffer): Promise<StagedFile> {
  return desk.desk().media.attachments.stage({ fileName, mimeType: '', body: Readable.from([bytes]) });
}

async function last(desk: TestDesk, conversationId: ConversationId): Promise<MessageView> {
  const message = (await listMessages(desk, conversationId)).findLast(({ isInbound }) => !isInbound);
  if (message === undefined) throw new Error('Nothing was sent.');
  return message;
}

test.each([
  ['the company’s number', demoIds.companyPhone],
  ['the user’s own number', demoIds.ownPhoneOne],
])('On %s files go out whole, in their order, under their names.', async (_name, channel) => {
  const { desk, conversationId, listFiles } = await begin(channel);
  const files = [
    { attachmentId: await stage(desk, 'Offer – Sam.pdf'), caption: 'Your *offer*' },
    { attachmentId: await stage(desk, 'Map.png', PNG), caption: '' },
  ];
  await desk.call('messages:send-files', { conversationId, files });
  await desk.call('messages:send-text', { conversationId, text: 'All clear?' });
  await vi.waitFor(async () => {
    expect((await last(desk, conversationId)).status).toBe('read');
    expect((await listFiles()).map(({ type }) => type)).toEqual(['document', 'image']);
  }, WAIT);
  const [offer] = await listFiles();
  expect(JSON.stringify(offer)).toContain('Offer – Sam.pdf');
  expect(JSON.stringify(offer)).toContain('Your *offer*');
  const sent = (await listMessages(desk, conversationId)).find(({ content }) => content.type === 'document');
  expect(sent?.file).toEqual({ state: 'here', fileName: 'Offer – Sam.pdf', size: OFFER.length });
  const path = join(desk.folder, 'copy');
  await desk.desk().media.saveTo(sent?.id ?? ('' as never), path);
  expect(readFileSync(path).equals(OFFER)).toBe(true);
});

async function sendOffer(desk: TestDesk, conversationId: ConversationId): Promise<void> {
  const files = [{ attachmentId: await stage(desk, 'Offer – Sam.pdf'), caption: '' }];
  await desk.call('messages:send-files', { conversationId, files });
  await vi.waitFor(async () => expect((await last(desk, conversationId)).status).toBe('read'), WAIT);
}

const offerAt = (desk: TestDesk, conversationId: ConversationId, file: object) =>
  vi.waitFor(async () => expect((await last(desk, conversationId)).file).toMatchObject(file), WAIT);

test('A file sent on the company’s number is on the desktops of colleagues.', async () => {
  const { agency, desk, conversationId } = await begin();
  await sendOffer(desk, conversationId);
  const ben = await startTestDesk(agency, 'ben');
  await waitUntilReady(ben);
  await offerAt(ben, conversationId, { state: 'here', fileName: 'Offer – Sam.pdf', size: OFFER.length });
  const path = join(ben.folder, 'copy');
  await ben.desk().media.saveTo((await last(ben, conversationId)).id, path);
  expect(readFileSync(path).equals(OFFER)).toBe(true);
});

test('A file sent on an own number is on the user’s other desktop, once it has the token; colleagues are told where it is.', async () => {
  const { agency, desk, conversationId } = await begin(demoIds.ownPhoneOne);
  await sendOffer(desk, conversationId);
  const [other, ben] = [await startTestDesk(agency, 'priya'), await startTestDesk(agency, 'ben')];
  await waitUntilReady(other);
  await waitUntilReady(ben);
  const problem = 'Only the computer from which it was sent has it.';
  await offerAt(ben, conversationId, { state: 'elsewhere', problem });
  await offerAt(other, conversationId, { state: 'waiting' });
  await setUpOwnNumber(other);
  await other.call('media:fetch', { messageId: (await last(other, conversationId)).id });
  await offerAt(other, conversationId, { state: 'here' });
  expect((await last(other, conversationId)).file?.size).toBe(OFFER.length);
});

test.each([
  ['the company’s number', demoIds.companyPhone],
  ['the user’s own number', demoIds.ownPhoneOne],
])('On %s a template takes a file to its top.', async (_name, channel) => {
  const { desk, conversationId, control } = await begin(channel);
  const send = async (name: string, attachmentId?: string) => {
    const { rows } = await desk.call('templates:list', { channelId: channelIdSchema.parse(channel) });
    const template = rows.find((row) => row.template.name === name)?.template;
    if (template === undefined) throw new Error('not among the templates');
    const { variables } = await desk.call('templates:prepare', { templateId: template.id, conversationId });
    await desk.call('messages:send-template', {
      target: { conversationId },
      templateId: template.id,
      values: Object.fromEntries(variables.map(({ key }) => [key, 'Sam'])),
      ...(attachmentId === undefined ? {} : { attachmentId }),
    });
  };
  await expect(send('interview_invite')).rejects.toThrow(/needs a document at its top/u);
  const picture = await stage(desk, 'Site.png', PNG);
  await expect(send('interview_invite', picture)).rejects.toThrow(/and this is a picture/u);
  await send('site_image', picture);
  await send('interview_invite', await stage(desk, 'Interview.pdf'));
  await vi.waitFor(async () => expect((await last(desk, conversationId)).status).toBe('read'), WAIT);
  const accepted = await control.listAccepted({});
  const contents = accepted.map(({ content }) => JSON.stringify(content));
  expect(contents.filter((content) => /"type":"image","image":\{"id":"\d+"\}/u.test(content))).toHaveLength(
    1,
  );
  expect(contents.filter((content) => content.includes('"filename":"Interview.pdf"'))).toHaveLength(1);
  expect(await last(desk, conversationId)).toMatchObject({
    content: { type: 'template', media: { kind: 'document', fileName: 'Interview.pdf' } },
    file: { state: 'here', fileName: 'Interview.pdf', size: OFFER.length },
  });
});

test('What is written after a file waits for it, offline and over a restart, and nothing goes twice.', async () => {
  const { agency, desk, conversationId, listFiles } = await begin();
  await agency.cable.unplug();
  const files = [{ attachmentId: await stage(desk, 'Offer.pdf'), caption: '' }];
  await desk.call('messages:send-files', { conversationId, files });
  await desk.call('messages:send-text', { conversationId, text: 'Have a look' });
  const queued = (await listMessages(desk, conversationId)).find(
    ({ content }) => content.type === 'document',
  );
  expect(queued).toMatchObject({ status: 'queued', file: { isUploading: true } });
  await desk.restart();
  await agency.cable.plugIn();
  await vi.waitFor(async () => expect((await last(desk, conversationId)).status).toBe('read'), WAIT);
  expect(await listFiles()).toHaveLength(1);
  const received = await agency.simulator.control.listReceived({ person: SAM_PHONE });
  expect(received.map(({ type }) => type)).toEqual(['template', 'document', 'text']);
});

test('An upload that is stopped sends nothing, says so, and lets the next message go.', async () => {
  const { agency, desk, conversationId, listFiles } = await begin();
  await agency.cable.unplug();
  const files = [{ attachmentId: await stage(desk, 'Offer.pdf'), caption: '' }];
  await desk.call('messages:send-files', { conversationId, files });
  const { id } = await last(desk, conversationId);
  await desk.call('media:stop-upload', { messageId: id });
  expect(await last(desk, conversationId)).toMatchObject({
    status: 'failed',
    failure: { sentence: 'The file was not sent. You have stopped it.', canRetry: false },
  });
  await agency.cable.plugIn();
  await desk.call('messages:send-text', { conversationId, text: 'Never mind' });
  await vi.waitFor(async () => expect((await last(desk, conversationId)).status).toBe('read'), WAIT);
  expect(await listFiles()).toEqual([]);
});

test('What Meta does not take has failed, with its reason.', async () => {
  const { desk, conversationId, control } = await begin();
  await control.addFault({ kind: 'error', edge: 'media', code: 100, times: 1 });
  const files = [{ attachmentId: await stage(desk, 'Offer.pdf'), caption: '' }];
  await desk.call('messages:send-files', { conversationId, files });
  await vi.waitFor(async () => expect((await last(desk, conversationId)).status).toBe('failed'), WAIT);
  expect((await last(desk, conversationId)).failure?.sentence).toMatch(
    /^The file was not sent\. Meta did not take/u,
  );
});

test('A file that Meta refused for now goes out by Retry, as a new message.', async () => {
  const { desk, conversationId, control, listFiles } = await begin();
  await control.addFault({ kind: 'error', edge: 'messages', code: 131042, times: 1 });
  const files = [{ attachmentId: await stage(desk, 'Offer.pdf'), caption: 'As promised' }];
  await desk.call('messages:send-files', { conversationId, files });
  await vi.waitFor(async () => expect((await last(desk, conversationId)).status).toBe('failed'), WAIT);
  const failed = await last(desk, conversationId);
  expect(failed.failure?.canRetry).toBe(true);
  await desk.call('messages:retry', { messageId: failed.id });
  await vi.waitFor(async () => expect((await last(desk, conversationId)).status).toBe('read'), WAIT);
  expect(await last(desk, conversationId)).toMatchObject({
    retryOfMessageId: failed.id,
    file: { state: 'here', fileName: 'Offer.pdf' },
  });
  expect(await listFiles()).toHaveLength(1);
});

test('A file that WhatsApp does not take is refused before anything is uploaded, and not kept.', async () => {
  const { desk, conversationId } = await begin();
  const zip = await stageAny(desk, 'CVs.zip', OFFER);
  expect(zip).toMatchObject({ ok: false, problem: expect.stringContaining('WhatsApp does not take') });
  expect(await stageAny(desk, 'big.png', randomBytes(5 * 1024 * 1024 + 1))).toMatchObject({ ok: false });
  expect(desk.desk().media.attachments.listObjectIds()).toEqual([]);
  const files = [{ attachmentId: 'unknown', caption: '' }];
  await expect(desk.call('messages:send-files', { conversationId, files })).rejects.toThrow(/^not-found: /u);
});

test('Outside the window a file is not queued, and stays attached.', async () => {
  const { desk } = await begin();
  const conversationId = await sendTemplate(desk, 'Aisha', 'job_opportunity');
  const attachmentId = await stage(desk, 'Offer.pdf');
  const files = [{ attachmentId, caption: '' }];
  await expect(desk.call('messages:send-files', { conversationId, files })).rejects.toThrow(
    /^window-closed: /u,
  );
  expect(desk.desk().media.attachments.find(attachmentId)?.fileName).toBe('Offer.pdf');
});

test('A file that is filed while the relay cannot be reached waits, a sign-out says so, and it is on the record later.', async () => {
  const { agency, desk, conversationId } = await begin();
  const attachmentId = await stage(desk, 'Offer.pdf');
  await desk.call('messages:send-files', { conversationId, files: [{ attachmentId, caption: '' }] });
  await vi.waitFor(async () => expect((await last(desk, conversationId)).status).toBe('read'), WAIT);
  const { id: messageId } = await last(desk, conversationId);
  const { recordId } = await findRecord(desk, SAM);
  const listStates = async () => {
    const { rows } = await desk.call('filing:list', { recordId });
    return rows.map(({ name, state }) => `${name}: ${state}`);
  };
  await agency.cable.unplug();
  await desk.call('filing:file', { recordId, messageId });
  expect(await listStates()).toEqual(['Offer.pdf: waiting']);
  expect(await desk.call('account:prepare-sign-out', {})).toMatchObject({ unfiled: 1 });
  await agency.cable.plugIn();
  await vi.waitFor(async () => expect(await listStates()).toEqual(['Offer.pdf: filed']), WAIT);
  expect(await desk.call('account:prepare-sign-out', {})).toMatchObject({ unfiled: 0 });
});
