import { expect, test, vi } from 'vitest';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/domain/preferences.ts';
import { channelIdSchema } from '../../../shared/domain/ids.ts';
import {
  listMessages,
  sendTemplate,
  startTestAgency,
  startTestDesk,
  waitForChat,
  waitUntilReady,
} from './desk-harness.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
const WAIT = { timeout: 10_000 };

test.each([
  ['the company’s number', demoIds.companyPhone],
  ['an own number', demoIds.ownPhoneOne],
])(
  'On %s people get blue ticks and a typing sign for users who want that, and only then.',
  async (_name, phone) => {
    const agency = await startTestAgency({ simulator: { speed: 5 } });
    const { control } = agency.simulator;
    const desk = await startTestDesk(agency, 'priya');
    await waitUntilReady(desk);
    if (phone !== demoIds.companyPhone) {
      const own = { phoneNumber: '', wabaId: '', phoneNumberId: phone, token: demoTokens.ownOne };
      await desk.call('settings:save-number', { kind: 'own', graphVersion: 'v24.0', ...own });
    }
    const channelId = channelIdSchema.parse(phone);
    await vi.waitFor(
      async () => expect((await desk.call('templates:list', { channelId })).rows.length).toBeGreaterThan(0),
      WAIT,
    );
    const conversationId = await sendTemplate(desk, SAM, 'job_opportunity', channelId);
    await waitForChat(desk, conversationId, ['out: template (read)']);

    const ticks = async () => {
      const chat = await control.listChat({ person: SAM_PHONE, to: phone });
      return chat.filter(({ isFromPerson }) => isFromPerson).map(({ isReadByBusiness }) => isReadByBusiness);
    };
    const hear = async (...texts: readonly string[]) => {
      await control.sendText({ from: SAM_PHONE, to: phone, text: texts.at(-1) ?? '' });
      await waitForChat(desk, conversationId, [
        'out: template (read)',
        ...texts.map((text) => `in: ${text}`),
      ]);
    };
    const see = async () => {
      const last = (await listMessages(desk, conversationId)).at(-1);
      await desk.call('conversations:mark-read', { conversationId, upToSortKey: last?.sortKey ?? '' });
    };
    await hear('One');
    await see();
    await desk.call('conversations:save-draft', { conversationId, text: 'I' });

    await desk.call('preferences:save', { preferences: { ...DEFAULT_PREFERENCES, hasReadReceipts: true } });
    await hear('One', 'Two');
    expect(await ticks()).toEqual([false, false]);
    await agency.cable.unplug();
    await see();
    await agency.cable.plugIn();
    // Meta marks what came before it, too.
    await vi.waitFor(async () => expect(await ticks()).toEqual([true, true]), WAIT);

    const typing = async () =>
      (await control.listPeople({})).find(({ phone: digits }) => digits === SAM_PHONE)?.typing;
    await desk.call('conversations:save-draft', { conversationId, text: 'I a' });
    await desk.call('preferences:save', {
      preferences: { ...DEFAULT_PREFERENCES, hasReadReceipts: true, hasTypingSign: true },
    });
    expect(await typing()).toEqual([]);
    await desk.call('conversations:save-draft', { conversationId, text: 'I am' });
    await vi.waitFor(async () => expect(await typing()).toEqual([phone]), WAIT);
  },
);
