import { expect, test } from '../support/e2e-test.ts';
import { chooseTemplate, chooseWhatsApp, openRecord, waitForRecords } from '../support/journeys.ts';

const SAM = 'Sam Taylor';

test('an administrator enters what messages cost, by hand and from a file, and the forms tell it', async ({
  startApp,
}, testInfo) => {
  const { page } = await startApp('kate');
  await waitForRecords(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Message costs' }).click();
  const save = page.getByRole('button', { name: 'Save for everybody' });
  await expect(page.getByRole('region', { name: /by the table that comes with the app/ })).toBeVisible();
  await page.getByLabel('Import a CSV file…').setInputFiles({
    name: 'prices.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Country,Category,Valid from,Pence\nUK,*,2026-10-01,4\n'),
  });
  await expect(page.getByRole('alert')).toContainText('Line 2: The country is not known');
  await page.getByRole('button', { name: 'Add a price' }).click();
  const row = page.getByRole('group', { name: 'Price 2' });
  await expect(row).toContainText('The country is not known');
  await page.screenshot({ path: testInfo.outputPath('costs-light.png') });
  await row.getByLabel('Country, row 2').fill('gb');
  await row.getByLabel('From, row 2').fill('2020-10-01');
  await row.getByLabel('Pence, row 2').fill('6,5');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('costs-dark.png') });
  await save.click();
  await expect(page.getByRole('region', { name: /by your agency’s table as of/ })).toBeVisible();
  await expect(save).toBeDisabled();
  await page.getByRole('button', { name: 'Records' }).click();
  await openRecord(page, SAM);
  await chooseWhatsApp(page, SAM);
  await chooseTemplate(page, 'Job opportunity');
  await expect(page.getByRole('form', { name: 'Template Job opportunity' })).toContainText('about 6.5p');
});
