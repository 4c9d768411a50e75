import { demoIds } from '../../simulator/demo-world.ts';
import { listTexts } from '../support/call-main.ts';
import { type DesktopApp, focusWindow } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, connection, conversation, openRecord } from '../support/journeys.ts';
import { watchNotifications } from '../support/notification-daemon.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';

async function hideWindow({ electron }: DesktopApp): Promise<void> {
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
}

function isWindowVisible({ electron }: DesktopApp): Promise<boolean | undefined> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
}

test('a reply is a real system notification, and a click on it opens the conversation at the message', async ({
  agency,
  startApp,
}) => {
  const notifications = await watchNotifications();
  const app = await startApp('priya');
  const { page } = app;
  await beginConversation(page, SAM, 'Job opportunity');
  await page.getByRole('button', { name: 'Close the conversation' }).click();
  await openRecord(page, 'Tomasz Nowak');
  await hideWindow(app);

  await agency.simulator.control.sendText({
    from: SAM_PHONE,
    to: demoIds.companyPhone,
    text: 'Can you ring me?',
  });
  await expect.poll(() => notifications.countDisplayed()).toBe(1);
  await notifications.click();

  await expect(conversation(page, SAM)).toBeVisible();
  await expect(bubbles(page, 'Can you ring me?')).toBeVisible();
  expect(await isWindowVisible(app)).toBe(true);
  expect(await notifications.closeAndList()).toMatchObject([{ summary: SAM, body: 'Can you ring me?' }]);
});

test('the bell counts and lists unread replies, and choosing one opens it at the message', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp('priya');
  const { control } = agency.simulator;
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'First question' });
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Second question' });
  const bell = page.getByRole('button', { name: /WhatsApp Notifications/ });
  await expect(bell).toHaveAccessibleName(/2/);
  await bell.click();
  const list = page.getByRole('list', { name: 'Unread replies' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await list.getByRole('button').first().click();
  await expect(bubbles(page, 'Second question')).toBeVisible();
  await expect(bell).not.toHaveAccessibleName(/2/);
});

test('there is no notification for the conversation in focus', async ({ agency, startApp }) => {
  const notifications = await watchNotifications();
  const app = await startApp('priya');
  const { page } = app;
  await beginConversation(page, SAM, 'Job opportunity');
  await focusWindow(app);
  await agency.simulator.control.sendText({
    from: SAM_PHONE,
    to: demoIds.companyPhone,
    text: 'You see me already',
  });
  await expect(bubbles(page, 'You see me already')).toBeVisible();
  expect(await notifications.closeAndList()).toEqual([]);
});

test('closing the window hides it to the tray and says so once; a second start raises it', async ({
  startApp,
}) => {
  const notifications = await watchNotifications();
  const app = await startApp('priya');
  const close = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect(app.page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  await close();
  await expect.poll(() => isWindowVisible(app)).toBe(false);
  await expect.poll(() => notifications.countDisplayed()).toBe(1);

  await app.startAgain();
  await expect.poll(() => isWindowVisible(app)).toBe(true);
  await close();
  await expect.poll(() => isWindowVisible(app)).toBe(false);
  expect((await notifications.closeAndList()).map(({ summary }) => summary)).toEqual([
    'Colleague Messaging is still running',
  ]);
});

test('fifty messages while offline come in order, none twice, with one summary', async ({
  agency,
  startApp,
}) => {
  const notifications = await watchNotifications();
  const app = await startApp('priya');
  const { page } = app;
  const { control } = agency.simulator;
  await beginConversation(page, SAM, 'Job opportunity');
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'I will write a lot' });
  await expect(bubbles(page, 'I will write a lot')).toBeVisible();
  await hideWindow(app);
  await notifications.closeAndList();

  await agency.cable.unplug();
  await expect(connection(page)).toHaveText(/Offline/);
  const expected = Array.from({ length: 50 }, (_unused, index) => `offline message ${index + 1}.`);
  for (const text of expected) {
    await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text });
    // WhatsApp's time has seconds only: without them even Meta could not tell the order.
    await control.advanceClock({ milliseconds: 1_000 });
  }
  await control.whenIdle({});
  await agency.cable.plugIn();

  await expect.poll(() => notifications.countDisplayed()).toBe(1);
  await expect(connection(page)).toHaveText('Online');
  const texts = await listTexts(page, SAM);
  expect(texts.filter((text) => text.startsWith('offline'))).toEqual(expected);
  expect((await notifications.closeAndList()).map(({ summary }) => summary)).toEqual([
    '50 replies while you were away',
  ]);
  await expect(
    page.getByRole('button', { name: /WhatsApp Notifications/, includeHidden: true }),
  ).toHaveAccessibleName(/50/);
});
