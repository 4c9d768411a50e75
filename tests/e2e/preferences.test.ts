import type { Locator, Page } from '@playwright/test';
import { demoIds } from '../../simulator/demo-world.ts';
import type { DesktopApp } from '../support/desktop-app.ts';
import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, waitForRecords } from '../support/journeys.ts';
import { watchNotifications } from '../support/notification-daemon.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';

async function openPreferences(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Preferences' }).click();
  await page.getByRole('heading', { name: 'Preferences' }).waitFor();
}

async function choose(page: Page, setting: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: setting }).click();
  await page.getByRole('option', { name: value, exact: true }).click();
}

function toggle(page: Page, setting: string): Locator {
  return page.getByRole('switch', { name: setting });
}

function themeOfMain({ electron }: DesktopApp): Promise<string> {
  return electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
}

test('theme and size of the text count at once and after a restart', async ({ startApp }) => {
  const folder = makeUserFolder();
  const first = await startApp('priya', folder);
  await openPreferences(first.page);
  await choose(first.page, 'Theme', 'Dark');
  await expect.poll(() => themeOfMain(first)).toBe('dark');
  const readSize = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  const usual = Number.parseFloat(await readSize(first.page));
  await choose(first.page, 'Size of the text', '130 %');
  await expect.poll(async () => Number.parseFloat(await readSize(first.page)) / usual).toBeCloseTo(1.3);
  await first.close();

  const again = await startApp('priya', folder);
  await waitForRecords(again.page);
  expect(await themeOfMain(again)).toBe('dark');
  expect(Number.parseFloat(await readSize(again.page)) / usual).toBeCloseTo(1.3);
  await again.page.getByRole('button', { name: 'Theme: dark' }).click();
  await expect.poll(() => themeOfMain(again)).toBe('system');
});

test('Enter makes a new line for those who send with Ctrl and Enter', async ({ agency, startApp }) => {
  const { page } = await startApp('priya');
  await beginConversation(page, SAM, 'Job opportunity');
  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Tell me' });
  const box = page.getByRole('textbox', { name: 'Write a message' });
  await box.waitFor();
  await openPreferences(page);
  await choose(page, 'Send a message with', 'Ctrl Enter');
  await page.getByRole('button', { name: 'Records', exact: true }).click();
  await box.fill('First line');
  await box.press('Enter');
  await box.pressSequentially('second line');
  await expect(box).toHaveValue('First line\nsecond line');
  await box.press('Control+Enter');
  await expect(bubbles(page, 'second line')).toBeVisible();
  await expect(box).toHaveValue('');
});

test('a notification shows what the user allows, and none comes in quiet hours', async ({
  agency,
  startApp,
}) => {
  const notifications = await watchNotifications();
  const { page, electron } = await startApp('priya');
  await waitForRecords(page);
  await openPreferences(page);
  await choose(page, 'A notification shows', 'Neither');
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const send = (text: string) =>
    agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text });
  await send('My salary is a secret');
  await expect.poll(() => notifications.countDisplayed()).toBe(1);
  expect(await notifications.closeAndList()).toMatchObject([
    { summary: 'New reply', body: 'Open Colleague Messaging to read it.' },
  ]);

  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
  await toggle(page, 'Keep quiet outside work').click();
  // The same time twice: all day.
  await page.getByLabel('From').fill('09:00');
  await page.getByLabel('To', { exact: true }).fill('09:00');
  await send('And so is this');
  await expect(page.getByRole('button', { name: /WhatsApp Notifications/ })).toHaveAccessibleName(/2/);
  expect(await notifications.countDisplayed()).toBe(0);
});

test('closing the window quits for those who want it so', async ({ startApp }) => {
  const { page, electron } = await startApp('priya');
  await waitForRecords(page);
  await openPreferences(page);
  await toggle(page, 'Keep running in the tray').click();
  await expect(toggle(page, 'Keep running in the tray')).not.toBeChecked();
  const ended = new Promise<void>((resolve) => electron.process().once('exit', () => resolve()));
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await ended;
});
