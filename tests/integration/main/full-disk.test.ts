import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { demoIds } from '../../../simulator/demo-world.ts';
import { mayMount } from '../../support/may-mount.ts';
import { mountSmallFileSystem } from '../../support/small-file-system.ts';
import { sendTemplate, startTestAgency, startTestDesk, waitForChat, waitUntilReady } from './desk-harness.ts';

const SAM_PHONE = '447700900456';
const FULL = /The disk of this computer is full, so nothing new can be kept\. Make room on it/u;

function makeSmallDisk() {
  const directory = mkdtempSync(join(tmpdir(), 'small-disk-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const disk = mountSmallFileSystem(directory, '48m');
  const folder = join(directory, 'desk');
  mkdirSync(folder);
  return { folder, ...disk };
}

test.runIf(mayMount())(
  'with a full disk nothing is lost or half kept; the app says so, and goes on by itself when there is room',
  async () => {
    const disk = makeSmallDisk();
    const agency = await startTestAgency();
    const desk = await startTestDesk(agency, 'priya', undefined, disk.folder);
    await waitUntilReady(desk);
    const conversationId = await sendTemplate(desk, 'Sam Taylor', 'job_opportunity');
    await waitForChat(desk, conversationId, ['out: template (read)']);
    disk.fill();

    // More than what SQLite has room for already.
    const long = 'So much to say. '.repeat(250);
    for (let index = 0; index < 40; index += 1) {
      await agency.simulator.control.sendText({
        from: SAM_PHONE,
        to: demoIds.companyPhone,
        text: `${index} ${long}`,
      });
    }
    await vi.waitFor(
      async () => {
        const { connection } = await desk.call('app:get-snapshot', {});
        expect(connection.state === 'offline' ? connection.reason : connection.state).toMatch(FULL);
      },
      { timeout: 15_000 },
    );
    const text = 'x'.repeat(4_096);
    const sends = async () => {
      for (let index = 0; index < 400; index += 1)
        await desk.call('conversations:save-draft', { conversationId, text: `${text}${index}` });
    };
    await expect(sends()).rejects.toThrow(FULL);

    disk.makeRoom();
    desk.desk().reconnect();
    await vi.waitFor(
      async () => {
        const { messages } = await desk.call('conversations:list-messages', { conversationId, limit: 500 });
        expect(messages.filter(({ isInbound }) => isInbound)).toHaveLength(40);
      },
      { timeout: 20_000 },
    );
    await desk.call('conversations:save-draft', { conversationId, text: 'There is room' });
    expect((await desk.call('conversations:get', { conversationId })).draft).toBe('There is room');
  },
  60_000,
);
