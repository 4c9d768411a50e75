import type { Page } from '@playwright/test';
import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, writeText } from '../support/journeys.ts';

const SAM_PHONE = '447700900456';
const LENA_PHONE = '447700900789';
const HOUR_MS = 3_600_000;

const filter = (page: Page, name: string | RegExp) => page.getByRole('tab', { name });
const rows = (page: Page) => page.getByRole('grid', { name: 'Conversations' }).getByRole('row');

test('the inbox tells who waits for an answer and whose window closes soon', async ({
  agency,
  startApp,
}, testInfo) => {
  const { control } = agency.simulator;
  const { page } = await startApp('priya');
  await beginConversation(page, 'Sam Taylor', 'Job opportunity');
  await page.getByRole('button', { name: 'Inbox' }).click();
  await expect(filter(page, 'Waiting for me 0')).toBeVisible();
  // Written 22 and a half hours ago: Meta was late with it.
  const timestamp = String(Math.floor((Date.now() - 22.5 * HOUR_MS) / 1_000));
  const late = { text: { body: 'Is the job still open?' }, timestamp };
  await control.sendRaw({ from: SAM_PHONE, to: demoIds.companyPhone, type: 'text', payload: late });

  await filter(page, 'Closing soon 1').click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Sam Taylor');

  // The person writes again: a whole day is left. An answer ends the waiting.
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Hello?' });
  await expect(filter(page, 'Closing soon 0')).toBeVisible();
  await expect(page.getByText('Nothing closes soon')).toBeVisible();
  await filter(page, 'Waiting for me 1').click();
  await rows(page).first().click();
  await writeText(page, 'Yes, it is.');
  await expect(bubbles(page, 'Yes, it is.')).toHaveCount(1);
  await expect(filter(page, 'Waiting for me 0')).toBeVisible();
  await expect(page.getByText('Nobody waits for you')).toBeVisible();

  // The row's menu: read as it is, the conversation waits again.
  await filter(page, /^All/u).click();
  await expect(filter(page, 'Unread 0')).toBeVisible();
  await rows(page).first().click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'Conversation with Sam Taylor' });
  await expect(menu).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('menu-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('menu-dark.png') });
  await menu.getByRole('menuitem', { name: 'Mark as unread' }).click();
  await expect(filter(page, 'Unread 1')).toBeVisible();
  await rows(page).first().click({ button: 'right' });
  await expect(menu.getByRole('menuitem', { name: 'Mark as unread' })).toBeDisabled();

  // What is pinned stays at the top, whoever writes.
  await menu.getByRole('menuitem', { name: 'Pin to the top' }).click();
  await control.sendText({ from: LENA_PHONE, to: demoIds.companyPhone, text: 'Anybody there?' });
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText('Sam Taylor');
  await expect(rows(page).first().getByRole('img', { name: 'Pinned' })).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('pinned-dark.png') });
  await rows(page).first().click({ button: 'right' });
  await menu.getByRole('menuitem', { name: 'Unpin' }).click();
  await expect(rows(page).first()).toContainText('Anybody there?');
});
