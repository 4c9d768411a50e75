import { randomBytes } from 'node:crypto';
import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { findViolations } from '../support/find-violations.ts';
import { beginConversation, bubbles, openRecord } from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const CV = { from: '447700900456', to: demoIds.companyPhone, fileName: 'Sam Taylor – CV.pdf' };

test('a CV is filed on the record in one move, colleagues have it there, and the same one again is asked about', async ({
  agency,
  startApp,
}, testInfo) => {
  const app = await startApp('priya');
  const { page } = app;
  const { control } = agency.simulator;
  await beginConversation(page, SAM, 'Job opportunity');
  const base64 = randomBytes(40_000).toString('base64');
  await control.sendDocument({ ...CV, base64 });
  const bubble = bubbles(page, 'CV.pdf').first();
  await bubble.getByRole('button', { name: 'File on record: Sam Taylor – CV.pdf' }).click();
  await expect(page.getByText('Filed on the record of Sam Taylor.')).toBeVisible();
  await expect(bubble.getByRole('button', { name: 'On the record: Sam Taylor – CV.pdf' })).toBeVisible();

  // The same bytes in another message, by the keyboard.
  await control.sendDocument({ ...CV, fileName: 'CV (1).pdf', base64 });
  const second = page.getByRole('log').getByRole('article').last();
  await expect(second.getByRole('button', { name: 'File on record: CV (1).pdf' })).toBeVisible();
  await second.focus();
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog', { name: 'File on the record' });
  await expect(dialog).toContainText('The same file is on the record already, as “Sam Taylor – CV.pdf”');
  await page.screenshot({ path: testInfo.outputPath('again-light.png') });
  expect(await findViolations(page, 'the question about a file')).toEqual([]);
  await dialog.getByLabel('File name').fill('Sam Taylor – CV, second.pdf');
  await dialog.getByRole('button', { name: 'File again' }).click();
  await expect(dialog).toHaveCount(0);

  await page.getByRole('tab', { name: 'Files' }).click();
  const files = page.getByRole('list', { name: 'Files on the record' });
  await expect(files.getByRole('listitem')).toHaveCount(2);
  await page.screenshot({ path: testInfo.outputPath('files-light.png') });
  expect(await findViolations(page, 'the files of a record')).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('files-dark.png') });
  await files.getByRole('button', { name: 'Take Sam Taylor – CV.pdf off the record' }).click();
  await page.getByRole('button', { name: 'Take it off' }).click();
  await expect(files.getByRole('listitem')).toHaveCount(1);

  const colleague = await startApp('ben');
  await openRecord(colleague.page, SAM);
  await colleague.page.getByRole('tab', { name: 'Files' }).click();
  const theirs = colleague.page.getByRole('list', { name: 'Files on the record' });
  await expect(theirs.getByRole('listitem')).toHaveCount(1);
  await expect(theirs).toContainText('Sam Taylor – CV, second.pdf');
  await expect(theirs).toContainText('filed by Priya');
});
