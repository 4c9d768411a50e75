import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { bubbles, conversation } from '../support/journeys.ts';

const HELLO = 'Is the electrician job still open?';
const LENA = '447700900458';

test('a conversation is taken, given back, and handed over to a colleague, who sees it at once', async ({
  agency,
  startApp,
}) => {
  await agency.simulator.control.sendText({ from: LENA, to: demoIds.companyPhone, text: HELLO });
  const { page: priya } = await startApp('priya');
  const { page: ben } = await startApp('ben');
  for (const page of [priya, ben]) {
    await page.getByRole('button', { name: /^Inbox/u }).click();
    await page.getByRole('tab', { name: /^All/u }).click();
    await page.getByRole('row').filter({ hasText: HELLO }).click();
    await expect(bubbles(page, HELLO)).toBeVisible();
  }
  const atPriya = conversation(priya, '');
  const atBen = conversation(ben, '');

  await atPriya.getByRole('button', { name: 'Take', exact: true }).click();
  await expect(atPriya.getByText('held by you')).toBeVisible();
  await expect(atBen.getByText('held by Priya Shah')).toBeVisible();
  await expect(atBen.getByRole('button', { name: 'Hand over' })).toHaveCount(0);

  await priya.getByRole('button', { name: 'Undo' }).click();
  await expect(atBen.getByText('Unassigned')).toBeVisible();
  await expect(atPriya.getByText('Unassigned')).toBeVisible();

  await atPriya.getByRole('button', { name: 'Take', exact: true }).click();
  await expect(atPriya.getByText('held by you')).toBeVisible();
  await atPriya.getByRole('button', { name: 'Hand over' }).click();
  await priya.getByRole('menuitem', { name: 'Nobody: anyone may take it' }).click();
  await expect(atBen.getByText('Unassigned')).toBeVisible();
  await priya.getByRole('button', { name: 'Undo' }).click();
  await expect(atBen.getByText('held by Priya Shah')).toBeVisible();

  await expect(atPriya.getByText('held by you')).toBeVisible();
  await atPriya.getByRole('button', { name: 'Hand over' }).click();
  await priya.getByRole('menuitem', { name: 'Ben Carter' }).click();
  await priya.getByRole('alertdialog').getByRole('button', { name: 'Hand over to Ben Carter' }).click();
  await expect(atBen.getByText('held by you')).toBeVisible();
  await expect(atPriya.getByText('held by Ben Carter')).toBeVisible();
  await expect(atPriya.getByRole('button', { name: 'Hand over' })).toHaveCount(0);
});
