import { readFileSync } from 'node:fs';
import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { findViolations } from '../support/find-violations.ts';
import { beginConversation, bubbles } from '../support/journeys.ts';

const SAM = 'Sam Taylor';

test('a canned reply is made, removed and brought back, and goes out filled from the record, never with a gap', async ({
  agency,
  startApp,
}, testInfo) => {
  const { page, electron } = await startApp('priya');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Canned replies' }).click();
  await page.getByRole('button', { name: 'Add a reply of yours' }).click();
  const form = page.getByRole('form', { name: 'Canned reply' });
  await form.getByLabel('Name').fill('thanks');
  await form.getByLabel('Text').fill('Thank you ');
  await form.getByRole('button', { name: 'known as' }).click();
  await form.getByLabel('Text').pressSequentially('! Shall we talk about [company]?');
  await form.getByRole('button', { name: 'Save the reply' }).click();
  await expect(page.getByText('/thanks')).toBeVisible();
  await page.getByRole('button', { name: 'Remove thanks' }).click();
  await expect(page.getByText('/thanks')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('/thanks')).toBeVisible();

  // A file with a bad line is not taken; one with a name that is there adds the rest.
  const bring = (csv: string) =>
    page.locator('input[aria-label^="Import your replies"]').setInputFiles({
      name: 'Replies.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    });
  await bring('Name,Text\nrates,Our rates\n,Nobody\n');
  await expect(page.getByRole('alert')).toContainText('Line 3: the name is missing.');
  await expect(page.getByText('/rates')).toHaveCount(0);
  await bring('Name;Text\nrates;Our rates, [known as]\nThanks;Other words\n');
  await expect(page.getByText('Left out, as the names are there already: “Thanks”.')).toBeVisible();
  await expect(page.getByText('/rates')).toBeVisible();
  const target = testInfo.outputPath('Mine.csv');
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, target);
  await page.getByRole('button', { name: 'Export your replies…' }).click();
  await expect(page.getByText('The replies are written to the file.')).toBeVisible();
  expect(readFileSync(target, 'utf8')).toContain('rates,"Our rates, [known as]"');
  await page.screenshot({ path: testInfo.outputPath('settings-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('settings-dark.png') });
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await findViolations(page, 'canned replies')).toEqual([]);

  await page.getByRole('button', { name: 'Records' }).click();
  await beginConversation(page, SAM, 'Job opportunity');
  await agency.simulator.control.sendText({
    from: '447700900456',
    to: demoIds.companyPhone,
    text: 'I got it!',
  });
  const box = page.getByRole('textbox', { name: 'Write a message' });
  await box.pressSequentially('/tha');
  const option = page.getByRole('listbox', { name: 'Canned replies' }).getByRole('option');
  await expect(option).toContainText('Not on the record: company');
  await page.screenshot({ path: testInfo.outputPath('choose-light.png') });
  await box.press('Enter');
  await expect(box).toHaveValue('Thank you Sam! Shall we talk about [company]?');
  await expect(page.getByText('Write something in place of [company]')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await page.screenshot({ path: testInfo.outputPath('gap-light.png') });
  await box.fill('Thank you Sam! Shall we talk?');
  await box.press('Enter');
  await expect(bubbles(page, 'Thank you Sam! Shall we talk?')).toBeVisible();
});
