import { demoIds, demoTokens } from '../../simulator/demo-world.ts';
import { callMain } from '../support/call-main.ts';
import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, connection, openRecord, writeText } from '../support/journeys.ts';
import { readRelayLog } from '../support/relay-log.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';

test('killed between the commit of a send on the own number and Meta’s answer: once, and the tick becomes right', async ({
  agency,
  startApp,
}) => {
  const { control } = agency.simulator;
  const folder = makeUserFolder();
  const before = await startApp('priya', folder);
  await expect(connection(before.page)).toHaveText('Online');
  const check = await callMain(before.page, 'settings:save-number', {
    kind: 'own',
    phoneNumber: '020 7946 0124',
    wabaId: demoIds.waba,
    phoneNumberId: demoIds.ownPhoneOne,
    graphVersion: 'v26.0',
    token: demoTokens.ownOne,
  });
  expect(check.isUsable).toBe(true);
  await control.sendText({ from: SAM_PHONE, to: demoIds.ownPhoneOne, text: 'Are you there?' });
  await openRecord(before.page, SAM);
  await before.page.getByRole('tab', { name: 'WhatsApp' }).click();
  await before.page.getByRole('row').filter({ hasText: 'Are you there?' }).click();
  await expect(bubbles(before.page, 'Are you there?')).toBeVisible();

  // Meta takes the message and answers only long after the app is dead.
  await control.addFault({ kind: 'stall', edge: 'messages', delayMs: 60_000 });
  await writeText(before.page, 'On my way.');
  await expect.poll(async () => (await control.listAccepted({ person: SAM_PHONE })).length).toBe(1);
  await before.kill();

  const after = await startApp('priya', folder);
  await openRecord(after.page, SAM);
  await after.page.getByRole('tab', { name: 'WhatsApp' }).click();
  await after.page.getByRole('row').filter({ hasText: 'On my way.' }).click();
  const text = bubbles(after.page, 'On my way.');
  await expect(text).toHaveCount(1);
  await expect(text.getByRole('img', { name: 'Read' })).toBeVisible();
  expect(await control.listReceived({ person: SAM_PHONE })).toHaveLength(1);
});

test('killed while the relay cannot be reached: the queued message goes out once, after the restart', async ({
  agency,
  startApp,
}) => {
  const { control } = agency.simulator;
  const folder = makeUserFolder();
  const before = await startApp('priya', folder);
  await expect(connection(before.page)).toHaveText('Online');
  await agency.cable.unplug();
  await beginConversation(before.page, SAM, 'Job opportunity');
  await expect(
    bubbles(before.page, 'Priya Shah').getByRole('img', { name: 'Waiting to be sent' }),
  ).toBeVisible();
  await before.kill();
  expect(await control.listReceived({ person: SAM_PHONE })).toEqual([]);

  await agency.cable.plugIn();
  const after = await startApp('priya', folder);
  await openRecord(after.page, SAM);
  await after.page.getByRole('tab', { name: 'WhatsApp' }).click();
  await after.page.getByRole('row').filter({ hasText: 'Hi Sam' }).click();
  await expect(bubbles(after.page, 'Priya Shah').getByRole('img', { name: 'Read' })).toBeVisible();
  expect(await control.listReceived({ person: SAM_PHONE })).toHaveLength(1);
});

test('an unconfirmed message is never sent again by itself and says so', async ({ agency, startApp }) => {
  const { control } = agency.simulator;
  const { page } = await startApp('priya');
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Hello' });
  await beginConversation(page, SAM, 'Job opportunity');
  await expect(bubbles(page, 'Priya Shah').getByRole('img', { name: 'Read' })).toBeVisible();
  // The connection breaks after Meta read the request, which took no effect, and no status will ever tell.
  await control.addFault({ kind: 'reset', edge: 'messages', isAccepted: false });
  await writeText(page, 'Did this arrive?');
  const text = bubbles(page, 'Did this arrive?');
  await expect(text.getByRole('img', { name: /Not confirmed/ })).toBeVisible();
  await expect(text.getByRole('button', { name: /Send again/ })).toBeVisible();
  await text.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('WhatsApp has reported nothing yet.')).toBeVisible();
  const received = await control.listReceived({ person: SAM_PHONE });
  expect(received.filter((bubble) => bubble.type === 'text')).toEqual([]);
});

test.describe('with the relay as a process of its own', () => {
  test.use({ agencyOptions: { relayAsProcess: true } });

  test('the relay killed under a burst of 2,000 webhooks has all that it answered 200, once, and so has the desktop', async ({
    agency,
    startApp,
  }) => {
    const { control } = agency.simulator;
    const { page } = await startApp('priya');
    await expect(connection(page)).toHaveText('Online');

    const burst = control.burst({ count: 2_000, people: 50, concurrency: 32 });
    await expect
      .poll(async () => (await control.listDeliveries({ limit: 1 })).counts.acknowledged)
      .toBeGreaterThan(300);
    await agency.killRelay();
    const atTheKill = (await control.listDeliveries({ isAcknowledged: true })).deliveries;
    await agency.restartRelay();
    await burst;
    await control.whenIdle({ timeoutMs: 60_000 });

    expect(atTheKill.length).toBeGreaterThan(300);
    expect(atTheKill.length).toBeLessThan(2_000);
    const received = (await readRelayLog(agency, 'ben')).filter((event) => event.kind === 'message.received');
    const wamids = received.map((event) => event.body.wamid);
    expect(new Set(wamids).size).toBe(wamids.length);
    expect(wamids).toHaveLength(2_000);
    await expect
      .poll(async () => (await callMain(page, 'app:get-snapshot', {})).unreadCount, { timeout: 20_000 })
      .toBe(2_000);
  });
});
