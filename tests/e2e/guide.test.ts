import type { Page } from '@playwright/test';
import { demoIds, demoTokens } from '../../simulator/demo-world.ts';
import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import {
  bubbles,
  chooseTemplate,
  chooseWhatsApp,
  openRecord,
  sendTemplate,
  waitForRecords,
} from '../support/journeys.ts';

const SAM = 'Sam Taylor';

test.use({ agencyOptions: { hasCompanyNumber: false, isCallbackSet: false } });

async function openGuide(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Set-up guide' }).click();
  await page.getByRole('heading', { name: 'Set-up guide' }).waitFor();
}

test('an administrator goes from an empty installation to the first delivered message', async ({
  agency,
  startApp,
}) => {
  const folder = makeUserFolder();
  const first = await startApp('kate', folder);
  await waitForRecords(first.page);
  await openGuide(first.page);
  await expect(first.page.getByText('0 of 10 steps done')).toBeVisible();
  for (let step = 0; step < 6; step += 1)
    await first.page.getByRole('button', { name: 'Done, go on' }).click();
  await expect(first.page.getByText('6 of 10 steps done')).toBeVisible();
  await first.close();

  // Days later: the guide is where it was left.
  const { page, electron } = await startApp('kate', folder);
  await waitForRecords(page);
  await openGuide(page);
  await expect(page.getByText('6 of 10 steps done')).toBeVisible();
  await page
    .getByLabel('Paste the example API text')
    .fill(
      `curl -i -X POST \\\n  https://graph.facebook.com/v26.0/${demoIds.companyPhone}/messages \\\n  -H 'Authorization: Bearer ${demoTokens.company}'`,
    );
  await page.getByRole('button', { name: 'Read the example' }).click();
  await page.getByRole('button', { name: 'Save and check' }).click();
  await expect(page.getByRole('heading', { name: 'This number is ready to use' })).toBeVisible();
  await page.getByRole('button', { name: 'Mark as not done' }).waitFor();

  await page.getByRole('button', { name: /Tell Meta where replies go/ }).click();
  await page.getByRole('button', { name: 'Copy Callback URL' }).click();
  const callbackUrl = await electron.evaluate(({ clipboard }) => clipboard.readText());
  await page.getByRole('button', { name: 'Copy Verify token' }).click();
  await expect(page.getByText('Verify token copied.')).toBeVisible();
  const verifyToken = await electron.evaluate(({ clipboard }) => clipboard.readText());
  await expect(page.getByText('Waiting for Meta.')).toBeVisible();
  // What somebody would type at Meta, first wrong, then right.
  await agency.simulator.control.subscribe({ callbackUrl, verifyToken: `${verifyToken}x` });
  await expect(page.getByText('with another verify token')).toBeVisible();
  await agency.simulator.control.subscribe({ callbackUrl, verifyToken });
  await expect(page.getByText('Meta has verified the callback')).toBeVisible();

  await page.getByRole('button', { name: /Have the first templates approved/ }).click();
  await page.getByRole('combobox', { name: 'Starter template' }).click();
  await page.getByRole('option', { name: 'GDPR Consent Request' }).click();
  await page.getByRole('button', { name: 'Copy Body' }).click();
  await expect(page.getByText('Body copied.')).toBeVisible();
  expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/\{\{1\}\}.*\{\{2\}\}/);
  await page.getByRole('button', { name: 'Done, go on' }).click();

  await page.getByRole('button', { name: 'Find my own record…' }).click();
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Records', exact: true }).click();
  await openRecord(page, SAM);
  await chooseWhatsApp(page, SAM);
  await chooseTemplate(page, 'Job opportunity');
  await sendTemplate(page);
  await expect(bubbles(page, 'Kate Morgan').getByRole('img', { name: 'Read' })).toBeVisible();
});
