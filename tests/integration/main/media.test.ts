import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Agency } from '../../../build/demo/agency.ts';
import { mediaFolders } from '../../../main/media/media-folder.ts';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { type ConversationId, channelIdSchema } from '../../../shared/domain/ids.ts';
import type { FileView, MessageView } from '../../../shared/ipc/views.ts';
import {
  type TestDesk,
  listMessages,
  sendTemplate,
  startTestAgency,
  startTestDesk,
  waitForChat,
  waitUntilReady,
} from './desk-harness.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
const CV = randomBytes(3_000_000);
const WAIT = { timeout: 10_000 };

async function begin() {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  const conversationId = await sendTemplate(desk, SAM, 'job_opportunity');
  await waitForChat(desk, conversationId, ['out: template (read)']);
  return { agency, desk, conversationId };
}

async function beginOnOwnNumber() {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  await desk.call('settings:save-number', {
    kind: 'own',
    phoneNumber: '+442079460124',
    wabaId: demoIds.waba,
    phoneNumberId: demoIds.ownPhoneOne,
    graphVersion: 'v24.0',
    token: demoTokens.ownOne,
  });
  const channelId = channelIdSchema.parse(demoIds.ownPhoneOne);
  await vi.waitFor(
    async () => expect((await desk.call('templates:list', { channelId })).rows.length).toBeGreaterThan(0),
    WAIT,
  );
  const conversationId = await sendTemplate(desk, SAM, 'job_opportunity', channelId);
  await waitForChat(desk, conversationId, ['out: template (read)']);
  return { agency, desk, conversationId };
}

function sendCv(agency: Agency, to: string = demoIds.companyPhone, more: object = {}) {
  return agency.simulator.control.sendDocument({
    from: SAM_PHONE,
    to,
    fileName: 'Sam Taylor – CV.pdf',
    base64: CV.toString('base64'),
    ...more,
  });
}

async function lastWithFile(
  desk: TestDesk,
  conversationId: ConversationId,
): Promise<MessageView & { readonly file: FileView }> {
  const message = (await listMessages(desk, conversationId)).findLast(({ file }) => file !== undefined);
  if (message?.file === undefined) throw new Error('There is no message with a file.');
  return { ...message, file: message.file };
}

async function waitForFile(desk: TestDesk, conversationId: ConversationId, expected: Partial<FileView>) {
  await vi.waitFor(
    async () => expect((await lastWithFile(desk, conversationId)).file).toMatchObject(expected),
    WAIT,
  );
  return lastWithFile(desk, conversationId);
}

async function readFile(desk: TestDesk, { id }: MessageView): Promise<Buffer> {
  const path = join(desk.folder, 'copy');
  await desk.desk().media.saveTo(id, path);
  return readFileSync(path);
}

function filesOnDisk(desk: TestDesk): readonly string[] {
  const { vault } = mediaFolders(desk.folder, desk.settings.get().account?.user.id ?? '');
  return existsSync(vault) ? readdirSync(vault).map((name) => join(vault, name)) : [];
}

test('A CV that comes on the company’s number is here by itself, whole, under its name, and encrypted.', async () => {
  const { agency, desk, conversationId } = await begin();
  await sendCv(agency);
  const message = await waitForFile(desk, conversationId, { state: 'here', fileName: 'Sam Taylor – CV.pdf' });
  expect((await readFile(desk, message)).equals(CV)).toBe(true);
  const [file = ''] = filesOnDisk(desk);
  expect(readFileSync(file).includes(CV.subarray(0, 64))).toBe(false);
  expect(desk.pushes.filter(({ name }) => name === 'media:progressed')).not.toEqual([]);
});

test('What was under way when the app ended is continued after the restart.', async () => {
  const { agency, desk, conversationId } = await begin();
  await sendCv(agency);
  await vi.waitFor(() => expect(filesOnDisk(desk)).not.toEqual([]), WAIT);
  await desk.restart();
  const message = await waitForFile(desk, conversationId, { state: 'here' });
  expect((await readFile(desk, message)).equals(CV)).toBe(true);
  expect(filesOnDisk(desk)).toHaveLength(1);
});

test('A desktop that was off when a file came has it when it is back.', async () => {
  const { agency, desk, conversationId } = await begin();
  await desk.stop();
  await sendCv(agency);
  await desk.restart();
  const message = await waitForFile(desk, conversationId, { state: 'here' });
  expect((await readFile(desk, message)).equals(CV)).toBe(true);
});

test('A file that is damaged on this computer is fetched again from the relay.', async () => {
  const { agency, desk, conversationId } = await begin();
  await sendCv(agency);
  const message = await waitForFile(desk, conversationId, { state: 'here' });
  const [file = ''] = filesOnDisk(desk);
  writeFileSync(file, 'something else');
  await expect(readFile(desk, message)).rejects.toThrow('is being fetched again');
  await waitForFile(desk, conversationId, { state: 'here' });
  await vi.waitFor(async () => expect((await readFile(desk, message)).equals(CV)).toBe(true), WAIT);
});

test('A file to the user’s own number is fetched from Meta with the user’s token.', async () => {
  const { agency, desk, conversationId } = await beginOnOwnNumber();
  await sendCv(agency, demoIds.ownPhoneOne);
  const message = await waitForFile(desk, conversationId, { state: 'here', fileName: 'Sam Taylor – CV.pdf' });
  expect((await readFile(desk, message)).equals(CV)).toBe(true);
});

test('An own number’s file that breaks off, or comes as another, is never shown as if it were whole.', async () => {
  const { agency, desk, conversationId } = await beginOnOwnNumber();
  const { control } = agency.simulator;
  await control.addFault({ kind: 'media-changed', times: 1 });
  await sendCv(agency, demoIds.ownPhoneOne);
  const waiting = await waitForFile(desk, conversationId, {
    state: 'waiting',
    problem: 'What was handed out is not the file that was sent.',
  });
  await control.addFault({ kind: 'media-cut', times: 1 });
  await desk.call('media:fetch', { messageId: waiting.id });
  await waitForFile(desk, conversationId, {
    state: 'waiting',
    problem: 'The connection was lost while the file came.',
  });
  await desk.call('media:fetch', { messageId: waiting.id });
  const message = await waitForFile(desk, conversationId, { state: 'here' });
  expect((await readFile(desk, message)).equals(CV)).toBe(true);
});

test('The user’s token goes to Meta only, wherever a redirect leads.', async () => {
  const { agency, desk, conversationId } = await beginOnOwnNumber();
  let visits = 0;
  const stranger = createServer((_request, response) => {
    visits += 1;
    response.end('anything');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void stranger.close());
  await once(stranger, 'listening');
  // A TCP server has an address object, not a pipe's name.
  const { port } = stranger.address() as AddressInfo;
  await agency.simulator.control.addFault({
    kind: 'media-elsewhere',
    url: `http://127.0.0.1:${port}/cv`,
    times: 1,
  });
  await sendCv(agency, demoIds.ownPhoneOne);
  const { id, file } = await waitForFile(desk, conversationId, {
    state: 'waiting',
    problem: expect.any(String),
  });
  expect([file.problem, visits]).toEqual(['Meta’s link leads to a host that is not Meta’s.', 0]);
  await desk.call('media:fetch', { messageId: id });
  await waitForFile(desk, conversationId, { state: 'here' });
});

test('A colleague’s own number: its files are on their computer, and that is what is said.', async () => {
  const { agency, conversationId } = await beginOnOwnNumber();
  const ben = await startTestDesk(agency, 'ben');
  await waitUntilReady(ben);
  await sendCv(agency, demoIds.ownPhoneOne);
  const { file } = await waitForFile(ben, conversationId, { state: 'elsewhere' });
  expect(file.problem).toBe('Only the computer of the colleague whose number it came to has it.');
});

test.each([
  ['../../../etc/passwd', 'application/pdf'],
  ['invoice\u202Efdp.exe', 'application/octet-stream'],
  ['null.pdf', 'application/pdf'],
  ['page.html', 'text/html'],
  ['drawing.svg', 'image/svg+xml'],
])(
  'A file called %j of type %s is kept, is never a page, and never leaves its folder.',
  async (fileName, mimeType) => {
    const { agency, desk, conversationId } = await begin();
    await sendCv(agency, demoIds.companyPhone, { fileName, mimeType });
    const { id, file } = await waitForFile(desk, conversationId, { state: 'here' });
    expect(file.fileName).not.toMatch(/[/\\\u202E]|^\.|^null/u);
    expect((await desk.desk().media.serve(id, undefined)).status).toBe(404);
    if (mimeType !== 'application/pdf') {
      await expect(desk.call('media:open', { messageId: id })).rejects.toThrow(/^forbidden: /u);
    }
  },
);

test('Signing out leaves nothing of the files on the disk.', async () => {
  const { agency, desk, conversationId } = await begin();
  await sendCv(agency);
  const { id } = await waitForFile(desk, conversationId, { state: 'here' });
  await desk.call('media:open', { messageId: id });
  expect(readdirSync(desk.folder).filter((name) => /^(?:media|opened)-/.test(name))).toHaveLength(2);
  await desk.signOut();
  expect(readdirSync(desk.folder)).toEqual([]);
});
