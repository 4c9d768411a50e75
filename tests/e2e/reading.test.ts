import { demoIds } from '../../simulator/demo-world.ts';
import { focusWindow } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { bubbles } from '../support/journeys.ts';

const HELLO = 'Is the electrician job still open?';
const LENA = '447700900458';

test('what is read or marked as unread on one desktop is so on the user’s other one', async ({
  agency,
  startApp,
}, testInfo) => {
  await agency.simulator.control.sendText({ from: LENA, to: demoIds.companyPhone, text: HELLO });
  const { page: laptop } = await startApp('priya');
  const atDesk = await startApp('priya');
  const { page: desk } = atDesk;
  const bell = { name: 'WhatsApp Notifications, 1 unread' };
  for (const page of [desk, laptop]) await expect(page.getByRole('button', bell)).toBeVisible();

  await desk.getByRole('button', { name: /^Inbox/u }).click();
  await desk.getByRole('tab', { name: /^All/u }).click();
  // Only what is seen in a focused window is read.
  await focusWindow(atDesk);
  await desk.getByRole('row').filter({ hasText: HELLO }).click();
  await expect(bubbles(desk, HELLO)).toBeVisible();
  for (const page of [desk, laptop]) await expect(page.getByRole('button', bell)).toHaveCount(0);

  await desk.getByRole('button', { name: 'About this conversation' }).click();
  await desk.getByRole('button', { name: 'Mark as unread' }).click();
  await expect(desk.getByText('Marked as unread.')).toBeVisible();
  for (const page of [desk, laptop]) await expect(page.getByRole('button', bell)).toBeVisible();

  // The same by keys: the first of the list is opened, which reads it, and marked once more.
  await desk.keyboard.press('Alt+1');
  await desk.keyboard.press('Alt+2');
  await desk.keyboard.press('Alt+Shift+ArrowDown');
  await desk.keyboard.press('Control+1');
  await desk.keyboard.press('Control+Shift+R');
  await expect(desk.getByText('Reply to Tomasz Nowak')).toBeVisible();
  await expect(desk.getByRole('textbox', { name: 'Write a message' })).toBeFocused();
  await desk.keyboard.press('Control+Shift+D');
  await expect(desk.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
  await desk.screenshot({ path: testInfo.outputPath('about-light.png') });
  await desk.keyboard.press('Escape');
  await desk.keyboard.press('Control+/');
  await expect(desk.getByRole('dialog')).toContainText('Next unread conversation');
  await desk.screenshot({ path: testInfo.outputPath('sheet-light.png') });
  await desk.emulateMedia({ colorScheme: 'dark' });
  await desk.screenshot({ path: testInfo.outputPath('sheet-dark.png') });
});

test('a colleague who looks at the same conversation, or types in it, is shown', async ({
  agency,
  startApp,
}, testInfo) => {
  await agency.simulator.control.sendText({ from: LENA, to: demoIds.companyPhone, text: HELLO });
  const { page: priya } = await startApp('priya');
  const { page: ben, electron: bensApp } = await startApp('ben');
  for (const page of [priya, ben]) {
    await page.getByRole('button', { name: /^Inbox/u }).click();
    await page.getByRole('tab', { name: /^All/u }).click();
    await page.getByRole('row').filter({ hasText: HELLO }).click();
  }
  const here = priya.getByRole('status', { name: 'Colleagues here now' });
  await expect(here).toHaveText('Ben Carter is looking at this');
  await ben.getByRole('textbox', { name: 'Write a message' }).fill('Yes, it');
  await expect(here).toHaveText('Ben Carter is typing…');
  await priya.screenshot({ path: testInfo.outputPath('presence-light.png') });
  await priya.emulateMedia({ colorScheme: 'dark' });
  await priya.screenshot({ path: testInfo.outputPath('presence-dark.png') });
  await ben.getByRole('button', { name: 'Records' }).click();
  await expect(here).toHaveText('');
  await ben.getByRole('button', { name: /^Inbox/u }).click();
  await expect(here).toHaveText('Ben Carter is looking at this');
  await bensApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect(here).toHaveText('');
});
