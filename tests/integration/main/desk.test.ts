import { readdirSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { channelIdSchema } from '../../../shared/domain/ids.ts';
import {
  describeChat,
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

test('a template, its answer and a text go their whole way, and every step is history', async () => {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  const { control } = agency.simulator;

  const conversationId = await sendTemplate(desk, SAM, 'job_opportunity');
  await waitForChat(desk, conversationId, ['out: template (read)']);
  const tooEarly = desk.call('messages:send-text', { conversationId, text: 'Are you there?' });
  await expect(tooEarly).rejects.toThrow(/^window-closed: /u);
  expect(await control.listReceived({ person: SAM_PHONE })).toHaveLength(1);

  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Tell me more' });
  await waitForChat(desk, conversationId, ['out: template (read)', 'in: Tell me more']);
  expect(desk.replies.map(({ text }) => text)).toEqual(['Tell me more']);
  await desk.call('messages:send-text', { conversationId, text: 'Can I call you?' });
  await waitForChat(desk, conversationId, [
    'out: template (read)',
    'in: Tell me more',
    'out: Can I call you? (read)',
  ]);

  const { recordId } = await findRecord(desk, SAM);
  const { entries } = await desk.call('records:list-history', { recordId, limit: 50 });
  expect(entries.map(({ isInbound, by, outcome }) => [isInbound ? 'in' : 'out', by, outcome])).toEqual(
    expect.arrayContaining([
      ['out', 'Priya Shah', 'read'],
      ['in', SAM, undefined],
    ]),
  );
  expect(entries).toHaveLength(3);
});

test('what is written offline waits, goes out once when the line is back, and what was missed arrives', async () => {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  const { control } = agency.simulator;
  const conversationId = await sendTemplate(desk, SAM, 'job_opportunity');
  await waitForChat(desk, conversationId, ['out: template (read)']);
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Yes?' });
  await waitForChat(desk, conversationId, ['out: template (read)', 'in: Yes?']);

  await agency.cable.unplug();
  await vi.waitFor(async () =>
    expect((await desk.call('app:get-snapshot', {})).connection).toMatchObject({
      state: 'offline',
      reason: expect.any(String) as string,
    }),
  );
  await desk.call('messages:send-text', { conversationId, text: 'One' });
  await desk.call('messages:send-text', { conversationId, text: 'Two' });
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Hello?' });
  expect((await describeChat(desk, conversationId)).slice(2)).toEqual([
    'out: One (queued)',
    'out: Two (queued)',
  ]);

  await agency.cable.plugIn();
  await vi.waitFor(
    async () => {
      const chat = await describeChat(desk, conversationId);
      expect(chat.toSorted()).toEqual(
        ['in: Hello?', 'in: Yes?', 'out: One (read)', 'out: Two (read)', 'out: template (read)'].toSorted(),
      );
    },
    { timeout: 20_000 },
  );
  const texts = (await control.listReceived({ person: SAM_PHONE })).filter(({ type }) => type === 'text');
  expect(JSON.stringify(texts)).toMatch(/One.*Two/su);
  expect(texts).toHaveLength(2);
});

test('two desktops of two consultants end with the same conversations, also one that starts late', async () => {
  const agency = await startTestAgency();
  const priya = await startTestDesk(agency, 'priya');
  const ben = await startTestDesk(agency, 'ben');
  await Promise.all([waitUntilReady(priya), waitUntilReady(ben)]);
  const { control } = agency.simulator;
  const mine = await sendTemplate(priya, SAM, 'job_opportunity');
  const his = await sendTemplate(ben, 'Tomasz Nowak', 'job_opportunity');
  await waitForChat(priya, mine, ['out: template (read)']);
  await waitForChat(ben, his, ['out: template (read)']);
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'To Priya' });
  await control.sendText({ from: '447700900458', to: demoIds.companyPhone, text: 'To Ben' });
  const kate = await startTestDesk(agency, 'kate');
  for (const desk of [priya, ben, kate]) {
    await waitForChat(desk, mine, ['out: template (read)', 'in: To Priya']);
    await waitForChat(desk, his, ['out: template (read)', 'in: To Ben']);
  }

  const view = async (desk: typeof priya) => {
    const { rows } = await desk.call('conversations:list', { filter: 'all', limit: 50 });
    const chats = await Promise.all(rows.map(({ id }) => listMessages(desk, id)));
    return rows.map((row, index) => ({
      id: row.id,
      owner: row.owner?.displayName,
      person: row.personName,
      messages: chats[index]?.map(({ id, status, sentBy }) => [id, status, sentBy?.displayName]),
    }));
  };
  const seen = await view(priya);
  expect(await view(ben)).toEqual(seen);
  expect(await view(kate)).toEqual(seen);
  expect(new Set(seen.map(({ person, owner }) => `${person}: ${owner ?? 'nobody'}`))).toEqual(
    new Set([`${SAM}: Priya Shah`, 'Tomasz Nowak: Ben Carter']),
  );
});

test('an own number sends from the desktop and is published; a colleague reads it and cannot send there', async () => {
  const agency = await startTestAgency();
  const priya = await startTestDesk(agency, 'priya');
  const ben = await startTestDesk(agency, 'ben');
  await Promise.all([waitUntilReady(priya), waitUntilReady(ben)]);
  const check = await priya.call('settings:save-number', {
    kind: 'own',
    phoneNumber: '',
    wabaId: '',
    phoneNumberId: demoIds.ownPhoneOne,
    graphVersion: 'v24.0',
    token: demoTokens.ownOne,
  });
  expect(check.isUsable).toBe(true);
  const own = channelIdSchema.parse(demoIds.ownPhoneOne);
  const { channels } = await priya.call('app:get-snapshot', {});
  expect(channels.map(({ id }) => id)).toEqual([own, demoIds.companyPhone]);

  const conversationId = await sendTemplate(priya, SAM, 'job_opportunity', own);
  await waitForChat(priya, conversationId, ['out: template (read)']);
  expect(await agency.simulator.control.listReceived({ person: SAM_PHONE, to: own })).toHaveLength(1);
  await waitForChat(ben, conversationId, ['out: template (read)']);
  const details = await ben.call('conversations:get', { conversationId });
  expect(details).toMatchObject({
    canSend: false,
    owner: { displayName: 'Priya Shah' },
    channel: { kind: 'own' },
  });
  await agency.simulator.control.sendText({ from: SAM_PHONE, to: own, text: 'Hello' });
  await waitForChat(ben, conversationId, ['out: template (read)', 'in: Hello']);
  await expect(ben.call('messages:send-text', { conversationId, text: 'Me too' })).rejects.toThrow(
    /^forbidden: /u,
  );
  expect(priya.output.concat(ben.output).join('\n')).not.toContain(demoTokens.ownOne);

  await priya.call('settings:remove-number', { kind: 'own' });
  expect((await priya.call('app:get-snapshot', {})).channels.map(({ id }) => id)).toEqual([
    demoIds.companyPhone,
  ]);
  await expect(priya.call('messages:send-text', { conversationId, text: 'Still me' })).rejects.toThrow(
    /^(forbidden|not-set-up|not-found): /u,
  );
  expect(await agency.simulator.control.listReceived({ person: SAM_PHONE, to: own })).toHaveLength(1);
});

test('a number that fails its check is not kept, and the token of the example waits for the next try', async () => {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  const found = await desk.call('settings:read-example', {
    kind: 'own',
    text: `curl -X POST https://graph.facebook.com/v24.0/${demoIds.ownPhoneOne}/messages -H 'Authorization: Bearer ${demoTokens.ownOne}'`,
  });
  expect(found).toMatchObject({ phoneNumberId: demoIds.ownPhoneOne, hasToken: true, tokenLast4: '0601' });
  expect(JSON.stringify(found)).not.toContain(demoTokens.ownOne);
  const fields = {
    phoneNumber: '',
    wabaId: demoIds.waba,
    phoneNumberId: demoIds.ownPhoneOne,
    graphVersion: 'v24.0',
  };
  const wrong = await desk.call('settings:save-number', {
    kind: 'own',
    ...fields,
    phoneNumberId: demoIds.waba,
  });
  expect(wrong.isUsable).toBe(false);
  expect(await desk.call('settings:get-number', { kind: 'own' })).toEqual({});
  await expect(desk.call('settings:check-number', { kind: 'own' })).rejects.toThrow(/^not-set-up: /u);
  expect((await desk.call('settings:save-number', { kind: 'own', ...fields })).isUsable).toBe(true);
  expect(await desk.call('settings:get-number', { kind: 'own' })).toMatchObject({
    number: { tokenLast4: '0601', hasToken: true },
  });
});

test('a restart goes on where it was; after signing out nothing of the user is left', async () => {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  const conversationId = await sendTemplate(desk, SAM, 'job_opportunity');
  await waitForChat(desk, conversationId, ['out: template (read)']);
  await desk.call('conversations:save-draft', { conversationId, text: 'half a thought' });
  await agency.cable.unplug();
  await desk.restart();
  expect(await describeChat(desk, conversationId)).toEqual(['out: template (read)']);
  expect(await desk.call('conversations:get', { conversationId })).toMatchObject({ draft: 'half a thought' });
  expect((await desk.call('app:get-snapshot', {})).user).toMatchObject({ username: 'priya' });

  await desk.signOut();
  // The relay could not be told: an administrator can remove the desktop.
  expect(desk.notRevoked).toHaveLength(1);
  expect((await desk.call('app:get-snapshot', {})).connection).toEqual({ state: 'signed-out' });
  await expect(desk.call('records:list', { query: '', offset: 0, limit: 1 })).rejects.toThrow(
    /^not-signed-in: /u,
  );
  await desk.restart();
  expect((await desk.call('app:get-snapshot', {})).user).toBeUndefined();
});

test('signing out ends the desktop at the relay, after everything is gone here, and removes no other', async () => {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  const other = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  await waitUntilReady(other);
  const { account } = desk.settings.get();
  const token = await desk.secrets.find(account?.user.id ?? '', 'device-token');
  const ask = () => fetch(`${agency.relayUrl}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  expect((await ask()).status).toBe(200);
  await desk.signOut();
  expect((await ask()).status).toBe(401);
  expect(desk.notRevoked).toEqual([]);
  expect(desk.settings.get()).toMatchObject({ secrets: {} });
  expect(readdirSync(desk.folder)).toEqual([]);
  // Nobody removed it: it has left by itself.
  expect(desk.wipes).toEqual([]);
  expect((await other.call('app:get-snapshot', {})).connection).toEqual({ state: 'online' });
  expect(other.wipes).toEqual([]);
});

test('an own number of which the relay could not be told is not kept, and is kept when it could', async () => {
  const agency = await startTestAgency();
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  const input = {
    phoneNumber: '020 7946 0124',
    wabaId: demoIds.waba,
    phoneNumberId: demoIds.ownPhoneOne,
    graphVersion: 'v26.0',
    token: demoTokens.ownOne,
  };
  await agency.cable.unplug();
  await expect(desk.call('settings:save-number', { kind: 'own', ...input })).rejects.toThrow(
    /^relay-unreachable: /u,
  );
  expect(await desk.call('settings:get-number', { kind: 'own' })).toEqual({});
  await agency.cable.plugIn();
  expect((await desk.call('settings:save-number', { kind: 'own', ...input })).isUsable).toBe(true);
  expect(await desk.call('settings:get-number', { kind: 'own' })).toMatchObject({
    number: { hasToken: true },
  });
});
