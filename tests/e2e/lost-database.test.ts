import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoIds } from '../../simulator/demo-world.ts';
import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, openRecord } from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const DRAFT = 'Half a thought about Thursday';

test('a damaged database is rebuilt at the start: the app says so, the chat comes back, the draft is in its box', async ({
  agency,
  startApp,
}, testInfo) => {
  const folder = makeUserFolder();
  const before = await startApp('priya', folder);
  await beginConversation(before.page, SAM, 'Job opportunity');
  await agency.simulator.control.sendText({
    from: '447700900456',
    to: demoIds.companyPhone,
    text: 'Yes please',
  });
  await expect(bubbles(before.page, 'Yes please')).toHaveCount(1);
  const box = before.page.getByRole('textbox', { name: 'Write a message' });
  await box.fill(DRAFT);
  await box.blur();
  await expect(before.page.getByRole('row').filter({ hasText: 'Draft' })).toBeVisible();
  await before.close();

  const name = readdirSync(folder).find((entry) => /^cache-.*\.db$/u.test(entry)) ?? '';
  const bytes = readFileSync(join(folder, name));
  bytes[200] = (bytes[200] ?? 0) ^ 1;
  writeFileSync(join(folder, name), bytes);

  const { page } = await startApp('priya', folder);
  await expect(
    page.getByText(/were damaged, so they are read from the relay again\. Kept: 1 draft\./u),
  ).toBeVisible();
  await openRecord(page, SAM);
  await page.getByRole('tab', { name: 'WhatsApp' }).click();
  await page.getByRole('row').filter({ hasText: 'Draft' }).click();
  await expect(bubbles(page, 'Yes please')).toHaveCount(1);
  await expect(page.getByRole('textbox', { name: 'Write a message' })).toHaveValue(DRAFT);
  await page.screenshot({ path: testInfo.outputPath('rebuilt-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('rebuilt-dark.png') });
  expect(readdirSync(folder)).toContain(`${name}.damaged`);
});
