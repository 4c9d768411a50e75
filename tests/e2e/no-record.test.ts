import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { bubbles, conversation, openRecord, waitForRecords } from '../support/journeys.ts';

/** She is on a record with this number, but WhatsApp no longer shares it: she has a username. */
const MAYA_PHONE = '447700900008';
const HELLO = 'Hi, a friend gave me your number';

test.beforeEach(async ({ agency }) => {
  const { control } = agency.simulator;
  await control.setIdentityMode({ mode: 'username', person: MAYA_PHONE });
  await control.sendText({ from: MAYA_PHONE, to: demoIds.companyPhone, text: HELLO });
});

test('somebody without a number is linked to a record, for all colleagues, and taken off it again', async ({
  startApp,
}) => {
  const { page } = await startApp('priya');
  await page.getByRole('button', { name: /^Inbox/u }).click();
  const row = page.getByRole('row').filter({ hasText: HELLO });
  await expect(row).toContainText('Not on a record');
  await row.click();
  const bar = page.getByRole('group', { name: 'Not on a record' });
  await bar.getByRole('button', { name: 'Link to a record…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Link .* to a record$/u });
  const search = dialog.getByRole('combobox');
  await expect(search).toBeFocused();
  await search.fill('Tomasz Now');
  // At once: what an earlier question had found must not be chosen.
  await search.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(conversation(page, 'Tomasz Nowak')).toBeVisible();
  await expect(bar).toHaveCount(0);

  const { page: bens } = await startApp('ben');
  await waitForRecords(bens);
  await openRecord(bens, 'Tomasz Nowak');
  await bens.getByRole('tab', { name: 'History' }).click();
  await expect(bens.getByRole('tabpanel', { name: 'History' }).getByText(HELLO)).toBeVisible();

  await page.getByRole('button', { name: 'Open the record' }).click();
  await page.getByRole('tab', { name: 'Details' }).click();
  await page.getByRole('button', { name: 'Take off this record…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take off this record' }).click();
  await expect(page.getByText('linked by your agency')).toHaveCount(0);
  await expect(bens.getByRole('tabpanel', { name: 'History' }).getByText(HELLO)).toHaveCount(0);
});

test('a record is made for somebody new, with a name', async ({ startApp }) => {
  const { page } = await startApp('priya');
  await page.getByRole('button', { name: /^Inbox/u }).click();
  await page.getByRole('row').filter({ hasText: HELLO }).click();
  await page.getByRole('button', { name: 'Create a record…' }).click();
  const form = page.getByRole('form', { name: 'New record' });
  await form.getByLabel('First name').fill('');
  await form.getByLabel('Last name').fill('');
  await form.getByRole('button', { name: 'Create the record' }).click();
  await expect(form.getByRole('alert')).toHaveText('Type a first or a last name.');
  await form.getByLabel('First name').fill('Maya');
  await form.getByLabel('Last name').fill('Okonjo');
  await form.getByLabel('Contact').check();
  await form.getByRole('button', { name: 'Create the record' }).click();
  await expect(form).toHaveCount(0);
  await expect(conversation(page, 'Maya Okonjo')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Not on a record' })).toHaveCount(0);
  await expect(bubbles(page, HELLO)).toHaveCount(1);

  await page.getByRole('button', { name: 'Records', exact: true }).click();
  await openRecord(page, 'Maya Okonjo');
  await expect(page.getByRole('article', { name: 'Maya Okonjo' })).toContainText('Contact');
});
