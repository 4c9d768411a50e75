import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readdirSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { ConversationId } from '../../../shared/domain/ids.ts';
import { findRow } from '../../../main/db/handle.ts';
import { MIGRATIONS } from '../../../main/db/migrate.ts';
import { openDatabase } from '../../../main/db/open-database.ts';
import {
  type TestDesk,
  describeChat,
  sendTemplate,
  startTestAgency,
  startTestDesk,
  waitForChat,
  waitUntilReady,
} from './desk-harness.ts';
import { demoIds } from '../../../simulator/demo-world.ts';

/** Opening anew takes a moment, and longer where others use the machine. */
const WAIT = { timeout: 20_000 };
const SAM_PHONE = '447700900456';
const DRAFT = 'Half a thought about Thursday';

function databaseOf(desk: TestDesk): string {
  const name = readdirSync(desk.folder).find((entry) => /^cache-.*\.db$/u.test(entry));
  if (name === undefined) throw new Error('There is no database.');
  return join(desk.folder, name);
}

/** A desk with a chat, a draft in it, and a text that waits because the relay cannot be reached. It is stopped. */
async function prepare() {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  const conversationId = await sendTemplate(desk, 'Sam Taylor', 'job_opportunity');
  await waitForChat(desk, conversationId, ['out: template (read)']);
  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Yes please' });
  await waitForChat(desk, conversationId, ['out: template (read)', 'in: Yes please']);
  await agency.cable.unplug();
  await vi.waitFor(
    async () => expect((await desk.call('app:get-snapshot', {})).connection.state).toBe('offline'),
    WAIT,
  );
  await desk.call('messages:send-text', { conversationId, text: 'On my way' });
  await desk.call('conversations:save-draft', { conversationId, text: DRAFT });
  await desk.stop();
  return { agency, desk, conversationId };
}

const draftOf = async (desk: TestDesk, conversationId: ConversationId) =>
  (await desk.call('conversations:get', { conversationId })).draft;

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.from([(bytes[at] ?? 0) ^ 1]), 0, 1, at);
  closeSync(file);
}

const FIRST_PAGE = 200;

test('a database with a changed byte in its first page is rebuilt: the draft stays, what waited becomes a draft, all else comes back', async () => {
  const { agency, desk, conversationId } = await prepare();
  flip(databaseOf(desk), FIRST_PAGE);
  await desk.restart();
  expect(desk.salvages).toEqual([{ drafts: 1, unsent: 0, returned: 1 }]);
  expect(existsSync(`${databaseOf(desk)}.damaged`)).toBe(true);
  await agency.cable.plugIn();
  await waitForChat(desk, conversationId, ['out: template (read)', 'in: Yes please']);
  expect(await draftOf(desk, conversationId)).toBe(`${DRAFT}\n\nOn my way`);
  await desk.signOut();
  expect(readdirSync(desk.folder)).toEqual([]);
});

test('damage that is noticed while the app runs: everything that can be read goes on, and what waited goes out, once', async () => {
  const { agency, desk, conversationId } = await prepare();
  const path = databaseOf(desk);
  const key = (await desk.secrets.find(desk.settings.get().account?.user.id ?? '', 'database-key')) ?? '';
  // The pages of the records, which only a list of them reads.
  const db = openDatabase({ path, key });
  const sql = `SELECT pageno FROM dbstat WHERE name = 'records_by_name' AND pagetype = 'leaf' LIMIT 1`;
  const page = findRow<{ pageno: number }>(db, sql)?.pageno ?? 0;
  db.close();
  flip(path, (page - 1) * 4_096 + 2_000);
  await desk.restart();
  await expect(desk.call('records:list', { query: '', offset: 0, limit: 50 })).rejects.toThrow(
    'database: The data on this computer is damaged.',
  );
  await vi.waitFor(() => expect(desk.salvages).toEqual([{ drafts: 1, unsent: 1, returned: 0 }]), WAIT);
  expect(desk.losses).toEqual(['damaged']);
  await agency.cable.plugIn();
  await waitForChat(desk, conversationId, [
    'out: template (read)',
    'in: Yes please',
    'out: On my way (read)',
  ]);
  expect(await draftOf(desk, conversationId)).toBe(DRAFT);
  await vi.waitFor(
    async () =>
      expect((await desk.call('records:list', { query: '', offset: 0, limit: 50 })).total).toBeGreaterThan(5),
    WAIT,
  );
  const received = await agency.simulator.control.listReceived({ person: SAM_PHONE });
  expect(received.filter(({ type }) => type === 'text')).toHaveLength(1);
});

test.each<[string, (path: string) => void]>([
  [
    'half of it is missing',
    (path) => truncateSync(path, Math.floor(readFileSync(path).length / 8_192) * 4_096),
  ],
  ['it is zeros, as after a power cut', (path) => writeFileSync(path, new Uint8Array(40_960))],
  ['it is something else', (path) => writeFileSync(path, 'a letter, and no database. '.repeat(2_000))],
  ['it is empty', (path) => writeFileSync(path, '')],
])('a database is rebuilt from the relay when %s', async (_what, damage) => {
  const { agency, desk, conversationId } = await prepare();
  const path = databaseOf(desk);
  for (const suffix of ['-wal', '-shm']) expect(existsSync(`${path}${suffix}`)).toBe(false);
  damage(path);
  await agency.cable.plugIn();
  await desk.restart();
  await vi.waitFor(
    async () =>
      expect((await describeChat(desk, conversationId)).slice(0, 2)).toEqual([
        'out: template (read)',
        'in: Yes please',
      ]),
    WAIT,
  );
  const before = await agency.simulator.control.listReceived({ person: SAM_PHONE });
  expect(before.filter(({ type }) => type === 'text').length).toBeLessThanOrEqual(1);
});

test('a database that another key has made is set aside and rebuilt', async () => {
  const { agency, desk, conversationId } = await prepare();
  const { account } = desk.settings.get();
  const before = readFileSync(databaseOf(desk));
  await desk.secrets.keep(account?.user.id ?? '', 'database-key', 'f'.repeat(64));
  await agency.cable.plugIn();
  await desk.restart();
  expect(desk.salvages).toEqual([{ drafts: 0, unsent: 0, returned: 0 }]);
  expect(readFileSync(`${databaseOf(desk)}.damaged`).equals(before)).toBe(true);
  await waitForChat(desk, conversationId, ['out: template (read)', 'in: Yes please']);
});

test('a database of a newer version is refused, and not a byte of it is touched', async () => {
  const { desk } = await prepare();
  const path = databaseOf(desk);
  const key = (await desk.secrets.find(desk.settings.get().account?.user.id ?? '', 'database-key')) ?? '';
  const newer = openDatabase({ path, key });
  newer.pragma(`user_version = ${MIGRATIONS.length + 1}`);
  newer.close();
  const before = readFileSync(path);
  await expect(desk.restart()).rejects.toMatchObject({ reason: 'from-future' });
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(existsSync(`${path}.damaged`)).toBe(false);
});

test('the database’s thread dies: the desk opens anew by itself, with everything, and a send is not repeated', async () => {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya', new URL('./dying.worker.ts', import.meta.url));
  await waitUntilReady(desk);
  const conversationId = await sendTemplate(desk, 'Sam Taylor', 'job_opportunity');
  await waitForChat(desk, conversationId, ['out: template (read)']);
  await desk.call('conversations:save-draft', { conversationId, text: DRAFT });
  const before = desk.desk();
  const dying = before.db as unknown as { dieNow(): Promise<void> };
  await dying.dieNow().catch(() => undefined);
  await vi.waitFor(() => expect(desk.desk()).not.toBe(before), WAIT);
  expect(desk.losses).toEqual(['ended']);
  expect(desk.salvages).toEqual([]);
  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Yes please' });
  await waitForChat(desk, conversationId, ['out: template (read)', 'in: Yes please']);
  expect(await draftOf(desk, conversationId)).toBe(DRAFT);
  expect(await agency.simulator.control.listReceived({ person: SAM_PHONE })).toHaveLength(1);
});

test('a thread that dies again and again is given up, and nobody waits for it for ever', async () => {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya', new URL('./dying.worker.ts', import.meta.url));
  await waitUntilReady(desk);
  for (let round = 1; round <= 4; round += 1) {
    const before = desk.desk();
    await (before.db as unknown as { dieNow(): Promise<void> }).dieNow().catch(() => undefined);
    if (round < 4) await vi.waitFor(() => expect(desk.desk()).not.toBe(before), WAIT);
  }
  await vi.waitFor(() => expect(desk.losses).toEqual(['ended', 'ended', 'ended', 'ended', 'given up']), WAIT);
  expect(() => desk.desk()).toThrow('Sign in first.');
});

test('how far the clock is from the relay’s is heard at each welcome', async () => {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  expect(Math.abs(desk.skews[0] ?? Number.NaN)).toBeLessThan(30_000);
});
