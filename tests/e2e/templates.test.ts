import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/e2e-test.ts';
import { chooseTemplate, chooseWhatsApp, openRecord, waitForRecords } from '../support/journeys.ts';

const SAM = 'Sam Taylor';

async function openTemplates(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Templates', exact: true }).click();
  await page.getByRole('list', { name: 'All templates' }).waitFor();
}

function entry(page: Page, name: string | RegExp): Locator {
  return page.getByRole('list', { name: 'All templates' }).getByRole('button', { name });
}

test('every template is listed with its state, and a change at Meta shows by itself', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp('priya');
  await waitForRecords(page);
  await openTemplates(page);
  await expect(entry(page, /^Job opportunity.*Approved/)).toBeVisible();
  await expect(entry(page, /In review/).first()).toBeVisible();
  await entry(page, /Rejected/)
    .first()
    .click();
  await expect(page.getByText(/^Rejected by Meta/)).toBeVisible();

  await agency.simulator.control.setTemplate({ name: 'job_opportunity', status: 'PAUSED' });
  await expect(entry(page, /^Job opportunity.*Paused/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Search templates' }).fill('opportunity');
  await expect(page.getByRole('list', { name: 'All templates' }).getByRole('button')).toHaveCount(1);
});

test('an administrator’s mapping is shown on a real record and fills the consultants’ form', async ({
  startApp,
}) => {
  const kate = await startApp('kate');
  await waitForRecords(kate.page);
  await openTemplates(kate.page);
  await entry(kate.page, /^Job opportunity/).click();
  const sample = kate.page.getByRole('combobox', { name: 'As it reads for' });
  await sample.fill(SAM);
  await kate.page.getByRole('option', { name: SAM }).first().click();
  const preview = kate.page.getByRole('region', { name: `What ${SAM} will see` });
  await expect(preview).toContainText('Hi Sam');

  const values = kate.page.getByRole('form', { name: 'Values of the variables' });
  await values.getByRole('combobox', { name: 'Value of {{1}}' }).first().click();
  await kate.page.getByRole('option', { name: 'Last name' }).click();
  await expect(preview).toContainText('Hi Taylor');
  await values.getByRole('button', { name: 'Save for everybody' }).click();
  await expect(kate.page.getByText('Saved for everybody.')).toBeVisible();

  const priya = await startApp('priya');
  await openRecord(priya.page, SAM);
  await chooseWhatsApp(priya.page, SAM);
  await chooseTemplate(priya.page, 'Job opportunity');
  await expect(priya.page.getByRole('textbox', { name: 'Last name' })).toHaveValue('Taylor');
  await openTemplates(priya.page);
  await entry(priya.page, /^Job opportunity/).click();
  await expect(
    priya.page.getByText('Your administrator decides where these values come from.'),
  ).toBeVisible();

  await values.getByRole('button', { name: 'Back to the suggestion' }).click();
  await expect(preview).toContainText('Hi Sam');
});

test('a template whose variables changed at Meta is flagged until its values are saved again', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp('kate');
  await waitForRecords(page);
  await openTemplates(page);
  await entry(page, /^Job opportunity/).click();
  const values = page.getByRole('form', { name: 'Values of the variables' });
  await values.getByRole('combobox', { name: 'Value of {{1}}' }).first().click();
  await page.getByRole('option', { name: 'Last name' }).click();
  await values.getByRole('button', { name: 'Save for everybody' }).click();
  await expect(page.getByText('Saved for everybody.')).toBeVisible();
  const flag = page.getByText(/^This template has other variables at Meta than when they were mapped/u);
  await expect(flag).toHaveCount(0);

  await agency.simulator.control.setTemplate({
    name: 'job_opportunity',
    body: 'Hi {{1}}, this is {{2}}. May I write to {{3}}?',
  });
  await expect(flag).toBeVisible();
  await expect(values.getByRole('combobox', { name: 'Value of {{3}}' })).toBeVisible();
  await expect(values.getByRole('combobox', { name: 'Value of {{1}}' })).toHaveText('Last name');
  await values.getByRole('button', { name: 'Save for everybody' }).click();
  await expect(flag).toHaveCount(0);
});
