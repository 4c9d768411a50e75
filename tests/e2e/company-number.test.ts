import { demoIds, demoTokens } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, openRecord, waitForRecords } from '../support/journeys.ts';

const SAM = 'Sam Taylor';

test.use({ agencyOptions: { hasCompanyNumber: false } });

test('an administrator enters the company’s number, and everybody’s menu changes by itself', async ({
  startApp,
}) => {
  const priya = await startApp('priya');
  await openRecord(priya.page, SAM);
  const head = priya.page.getByRole('article', { name: SAM, exact: true });
  await expect(head.getByRole('button', { name: /SMS/ })).toBeVisible();

  const { page } = await startApp('kate');
  await waitForRecords(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'The company’s number' }).click();
  const form = page.getByRole('form', { name: 'The company’s number' });
  await form.getByLabel('Phone number id').fill(demoIds.waba);
  await form.getByLabel('WhatsApp Business Account id').fill(demoIds.waba);
  const token = form.getByLabel('System user access token');
  await token.fill(demoTokens.company);
  await form.getByRole('button', { name: 'Save and check' }).click();
  // The account's id is not a number's: nothing is kept, nothing typed is lost.
  await expect(page.getByRole('heading', { name: 'This number cannot be used yet' })).toBeVisible();
  await expect(token).toHaveValue(demoTokens.company);

  await form.getByLabel('Phone number id').fill(demoIds.companyPhone);
  await form.getByLabel('WhatsApp Business Account id').fill('100200300400501');
  await form.getByRole('button', { name: 'Save and check' }).click();
  await expect(page.getByRole('heading', { name: 'This number is ready to use' })).toBeVisible();
  await expect(token).toHaveValue('');
  // Meta knows better to which account the number belongs.
  await expect(form.getByLabel('WhatsApp Business Account id')).toHaveValue(demoIds.waba);
  await expect(page.getByText(`A token ending in …${demoTokens.company.slice(-4)} is stored.`)).toBeVisible();

  await beginConversation(priya.page, SAM, 'Job opportunity');
  await expect(bubbles(priya.page, 'Priya Shah').getByRole('img', { name: 'Read' })).toBeVisible();

  await page.getByRole('button', { name: 'Remove…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove the company’s number' }).click();
  await expect(page.getByText('The company’s number was removed.')).toBeVisible();
  await expect(head.getByRole('button', { name: /SMS/ })).toBeVisible();
});

test('a consultant has no Global Settings, and the relay refuses them', async ({ startApp }) => {
  const { page } = await startApp('priya');
  await waitForRecords(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('button', { name: 'Preferences' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'The company’s number' })).toHaveCount(0);
});
