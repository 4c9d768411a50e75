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
