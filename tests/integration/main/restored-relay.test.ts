import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { backUp } from '../../../relay/upkeep/back-up.ts';
import { restore } from '../../../relay/upkeep/restore.ts';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { channelIdSchema } from '../../../shared/domain/ids.ts';
import {
  describeChat,
  sendTemplate,
  startTestAgency,
  startTestDesk,
  waitForChat,
  waitUntilReady,
} from './desk-harness.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
const OWN = channelIdSchema.parse(demoIds.ownPhoneOne);

test('A desktop that was ahead of a restored relay says so, shows what the relay has, and loses nothing of its own.', async () => {
  const agency = await startTestAgency({ relayAsProcess: true });
  const backups = mkdtempSync(join(tmpdir(), 'backups-'));
  onTestFinished(() => rmSync(backups, { recursive: true, force: true }));
  const priya = await startTestDesk(agency, 'priya');
  const ben = await startTestDesk(agency, 'ben');
  await Promise.all([waitUntilReady(priya), waitUntilReady(ben)]);
  const kept = await sendTemplate(priya, SAM, 'job_opportunity');
  await waitForChat(priya, kept, ['out: template (read)']);
  const { directory } = await backUp(agency.dataDirectory, backups, Date.now());

  // After the backup: a reply on the company's number, and an own number with all that is said on it.
  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Lost' });
  await waitForChat(priya, kept, ['out: template (read)', 'in: Lost']);
  await priya.call('settings:save-number', {
    kind: 'own',
    phoneNumber: '',
    wabaId: '',
    phoneNumberId: OWN,
    graphVersion: 'v24.0',
    token: demoTokens.ownOne,
  });
  const mine = await sendTemplate(priya, SAM, 'job_opportunity', OWN);
  await agency.simulator.control.sendText({ from: SAM_PHONE, to: OWN, text: 'Kept' });
  await waitForChat(priya, mine, ['out: template (read)', 'in: Kept']);
  await priya.call('conversations:save-draft', { conversationId: kept, text: 'Half a sentence' });
  await Promise.all([priya.stop(), ben.stop()]);

  await agency.killRelay();
  await restore(directory, agency.dataDirectory, { mayReplace: true, now: Date.now() });
  await agency.restartRelay();
  // More than was lost, so that the restored log is longer than what the desktops have read.
  for (let count = 1; count <= 25; count += 1) {
    await agency.simulator.control.sendText({
      from: SAM_PHONE,
      to: demoIds.companyPhone,
      text: `After ${count}`,
    });
  }
  await Promise.all([priya.restart(), ben.restart()]);
  await waitUntilReady(priya);
  const expected = ['out: template (read)', ...Array.from({ length: 25 }, (_, n) => `in: After ${n + 1}`)];
  for (const desk of [priya, ben]) {
    // Those of one second stand as they came in.
    await vi.waitFor(async () => expect(new Set(await describeChat(desk, kept))).toEqual(new Set(expected)), {
      timeout: 20_000,
    });
  }
  expect([priya.restorations, ben.restorations]).toEqual([[true], [true]]);
  expect((await priya.call('conversations:get', { conversationId: kept })).draft).toBe('Half a sentence');
  expect(await describeChat(priya, mine)).toEqual(['out: template (read)', 'in: Kept']);
  // The relay learns again of the number, and of what was sent on it.
  await vi.waitFor(async () => expect((await describeChat(ben, mine))[0]).toMatch(/^out: template/), {
    timeout: 20_000,
  });
  await Promise.all([priya.restart(), waitUntilReady(priya)]);
  expect(priya.restorations).toEqual([true]);
});
