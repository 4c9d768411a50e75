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

  await desk.getByRole('button', { name: 'Mark as unread' }).click();
  await expect(desk.getByText('Marked as unread.')).toBeVisible();
  for (const page of [desk, laptop]) await expect(page.getByRole('button', bell)).toBeVisible();
  await desk.screenshot({ path: testInfo.outputPath('unread-light.png') });
});
