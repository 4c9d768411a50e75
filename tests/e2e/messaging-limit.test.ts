import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, chooseWhatsApp, openRecord } from '../support/journeys.ts';

test('before a conversation is begun, a consultant is told that the agency’s limit is used, by whomever', async ({
  agency,
  startApp,
}) => {
  const { page: ben } = await startApp('ben');
  await beginConversation(ben, 'Sam Taylor', 'Job opportunity');
  await expect(bubbles(ben, 'Ben Carter').getByRole('img', { name: 'Read' })).toBeVisible();

  const { page } = await startApp('priya');
  const pane = page.getByRole('region', { name: 'New conversation' });
  await openRecord(page, 'Tomasz Nowak');
  await chooseWhatsApp(page, 'Tomasz Nowak');
  await expect(pane.getByRole('button', { name: /^Job opportunity/u })).toBeVisible();
  await expect(pane.getByText(/WhatsApp allows/u)).toHaveCount(0);
  await pane.getByRole('button', { name: 'Close' }).click();

  await agency.simulator.control.setPhoneNumber({ to: demoIds.companyPhone, messagingLimit: 'TIER_1' });
  await expect(async () => {
    await chooseWhatsApp(page, 'Tomasz Nowak');
    await expect(pane.getByText(/with 1 person .* WhatsApp allows 1 person\. The next place/u)).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();
});

test('what Meta forbids is told to everybody until it is lifted, and the doctor names it', async ({
  agency,
  startApp,
}, testInfo) => {
  const { control } = agency.simulator;
  const { page } = await startApp('priya');
  await expect(page.getByRole('grid', { name: 'Records' })).toBeVisible();
  const restrict = (info: readonly object[]) =>
    control.sendAccountWebhook({
      field: 'account_update',
      value: { event: 'ACCOUNT_RESTRICTION', restriction_info: info },
    });
  const expiration = Math.floor(Date.now() / 1_000) + 86_400;
  await restrict([{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration }]);
  const bar = page.getByRole('alert').filter({ hasText: 'no conversations can be begun' });
  await expect(bar).toContainText('Until');
  await page.screenshot({ path: testInfo.outputPath('restricted.png') });
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Doctor' }).click();
  await expect(page.getByText(/^Restriction:/u)).toBeVisible();
  await restrict([]);
  await expect(bar).toHaveCount(0);
});
