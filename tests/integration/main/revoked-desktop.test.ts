import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createDeskHolder } from '../../../main/account/desk-holder.ts';
import { databaseName } from '../../../main/account/database-key.ts';
import { createSecretBox } from '../../../main/account/secret-box.ts';
import type { Desk } from '../../../main/context.ts';
import { userSchema } from '../../../shared/protocol/events.ts';
import { createFakeKeychain, createMemorySettings } from '../../unit/main/account/fake-keychain.ts';
import { sendTemplate, startTestAgency, startTestDesk, waitForChat, waitUntilReady } from './desk-harness.ts';

test('A desktop that is removed while it is online closes, and nothing of the agency is left on its disk.', async () => {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  const conversationId = await sendTemplate(desk, 'Sam Taylor', 'job_opportunity');
  await waitForChat(desk, conversationId, ['out: template (read)']);
  await desk.call('conversations:save-draft', { conversationId, text: 'Something unsent' });
  expect(readdirSync(desk.folder).length).toBeGreaterThan(0);
  await revokeAll(agency);
  await vi.waitFor(() => expect(desk.wipes).toEqual([undefined]));
  expect(readdirSync(desk.folder)).toEqual([]);
  expect(desk.settings.get()).toMatchObject({ wasRemoved: true, secrets: {} });
  expect(desk.settings.get().account).toBeUndefined();
  expect(desk.settings.get().leaving).toBeUndefined();
  await expect(desk.call('conversations:get', { conversationId })).rejects.toThrow('not-signed-in');
});

test('A desktop that was off when it was removed wipes itself as soon as it is told.', async () => {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  await desk.stop();
  await revokeAll(agency);
  expect(readdirSync(desk.folder).length).toBeGreaterThan(0);
  await desk.restart();
  await vi.waitFor(() => expect(desk.wipes).toEqual([undefined]));
  expect(readdirSync(desk.folder)).toEqual([]);
});

test('A token that the relay has never seen proves nothing: the desktop keeps what it has.', async () => {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  await desk.stop();
  const { account } = desk.settings.get();
  await desk.secrets.keep(account?.user.id ?? '', 'device-token', 'x'.repeat(43));
  await desk.restart();
  await vi.waitFor(async () =>
    expect((await desk.call('app:get-snapshot', {})).connection.state).toBe('refused'),
  );
  expect(desk.wipes).toEqual([]);
  expect(readdirSync(desk.folder).length).toBeGreaterThan(0);
});

test('A removal that was interrupted is finished at the next start, before anything is opened.', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const settings = createMemorySettings();
  const secrets = createSecretBox(createFakeKeychain(), settings);
  const user = userSchema.parse({ id: 'u1', username: 'a', displayName: 'A', role: 'consultant' });
  await secrets.keep(user.id, 'database-key', 'k');
  const cache = join(folder, databaseName(user.id));
  for (const suffix of ['', '-wal', '-shm']) writeFileSync(`${cache}${suffix}`, 'x');
  settings.update({ leaving: { userId: user.id } });
  const holder = createDeskHolder({
    folder,
    settings,
    secrets,
    openDesk: async (): Promise<Desk> => Promise.reject(new Error('Nobody is signed in.')),
    revokeDevice: async () => true,
    onNotRevoked: () => undefined,
    onChanged: () => undefined,
    onSecretsLost: async () => undefined,
    onWiped: () => undefined,
    onDatabaseLost: () => undefined,
    onGivenUp: () => undefined,
    now: Date.now,
  });
  await holder.open();
  expect(existsSync(cache)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
  expect(settings.get()).toMatchObject({ secrets: {} });
  expect(settings.get().leaving).toBeUndefined();
});

async function revokeAll(agency: Awaited<ReturnType<typeof startTestAgency>>): Promise<void> {
  for (const device of await agency.admin().listDevices()) await agency.admin().revokeDevice(device.id);
}
