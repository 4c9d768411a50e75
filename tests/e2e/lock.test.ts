import type { ElectronApplication } from '@playwright/test';
import { demoIds } from '../../simulator/demo-world.ts';
import { askMain } from '../support/ask-main.ts';
import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { findViolations } from '../support/find-violations.ts';
import { watchNotifications } from '../support/notification-daemon.ts';
import { beginConversation, bubbles, conversation } from '../support/journeys.ts';

const PIN = '274915';
const OTHER_PIN = '518230';
const SAM = 'Sam Taylor';

/** As if nobody had touched the computer for so long: a test cannot wait for that. */
async function idleFor(electron: ElectronApplication, seconds: number): Promise<void> {
  await electron.evaluate(({ powerMonitor }, value) => {
    powerMonitor.getSystemIdleTime = () => value;
  }, seconds);
}

test('a desk that locks hides everything, answers nothing, and opens by its PIN with what was open', async ({
  agency,
  startApp,
}, testInfo) => {
  const folder = makeUserFolder();
  const { electron, page, close } = await startApp('priya', folder);
  // Nobody touches the keys of a test, either.
  await idleFor(electron, 0);
  await beginConversation(page, SAM, 'Job opportunity');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Preferences' }).click();
  await page.getByRole('combobox', { name: /^Lock when nobody/u }).click();
  await page.getByRole('option', { name: '5 minutes', exact: true }).click();

  const choose = page.getByRole('form', { name: 'Choose a PIN' });
  await choose.getByLabel('PIN', { exact: true }).fill('12');
  await choose.getByRole('button', { name: 'Choose this PIN' }).click();
  await expect(page.getByText('Choose at least 6 characters.')).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('choose-light.png') });
  await choose.getByLabel('PIN', { exact: true }).fill(PIN);
  await choose.getByLabel('The same again').fill(PIN);
  await choose.getByRole('button', { name: 'Choose this PIN' }).click();
  await expect(page.getByRole('heading', { name: 'Preferences' })).toBeVisible();
  await page.getByRole('button', { name: 'Change PIN…' }).click();
  const change = page.getByRole('dialog', { name: 'Change the PIN' });
  await change.getByLabel('PIN until now').fill(OTHER_PIN);
  await change.getByLabel('New PIN').fill(OTHER_PIN);
  await change.getByLabel('The same again').fill(OTHER_PIN);
  await change.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(change.getByRole('alert')).toHaveText('That is not the PIN.');
  await page.screenshot({ path: testInfo.outputPath('change-light.png') });
  await change.getByLabel('PIN until now').fill(PIN);
  await change.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(page.getByText('The PIN was changed.')).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('preferences-light.png') });
  await page.getByRole('button', { name: 'Records' }).click();
  await expect(conversation(page, SAM)).toBeVisible();

  const notifications = await watchNotifications();
  await idleFor(electron, 301);
  const unlock = page.getByRole('form', { name: 'Unlock' });
  await expect(unlock).toBeVisible({ timeout: 15_000 });
  await idleFor(electron, 0);
  await agency.simulator.control.sendText({
    from: '447700900456',
    to: demoIds.companyPhone,
    text: 'Cinnamon lighthouse',
  });
  await expect.poll(() => notifications.countDisplayed()).toBe(1);
  const told = JSON.stringify(await notifications.closeAndList());
  expect(told).toContain('New reply');
  for (const hidden of ['Sam', 'Taylor', 'Cinnamon', '7700']) expect(told).not.toContain(hidden);
  const tree = await page.locator('body').ariaSnapshot();
  for (const hidden of ['Sam', 'Taylor', 'Priya', 'Cinnamon']) expect(tree).not.toContain(hidden);
  expect(await findViolations(page, 'locked')).toEqual([]);
  await page.screenshot({ path: testInfo.outputPath('locked-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('locked-dark.png') });
  expect(await askMain(page, 'records:list', { query: '', offset: 0, limit: 5 })).toMatchObject({
    ok: false,
    error: { code: 'forbidden' },
  });
  expect(JSON.stringify(await askMain(page, 'app:get-snapshot', {}))).not.toMatch(
    /Priya|Colleague Recruitment/u,
  );

  await unlock.getByLabel('PIN').fill('000000');
  await unlock.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByText('That is not the PIN.')).toBeVisible();
  await unlock.getByLabel('PIN').fill(OTHER_PIN);
  await unlock.getByRole('button', { name: 'Unlock' }).click();
  await expect(conversation(page, SAM)).toBeVisible();
  await expect(bubbles(page, 'Cinnamon lighthouse')).toHaveCount(1);

  await close();
  const after = await startApp('priya', folder);
  await idleFor(after.electron, 0);
  await expect(after.page.getByRole('form', { name: 'Unlock' })).toBeVisible();
  await after.page.getByLabel('PIN').fill(OTHER_PIN);
  await after.page.getByRole('button', { name: 'Unlock' }).click();
  await expect(after.page.getByRole('grid', { name: 'Records' })).toBeVisible();

  await after.page.getByRole('button', { name: 'Settings' }).click();
  await after.page.getByRole('button', { name: 'Preferences' }).click();
  await after.page.getByRole('button', { name: 'Remove PIN…' }).click();
  const remove = after.page.getByRole('dialog', { name: 'Remove the PIN' });
  await remove.getByLabel('PIN').fill(OTHER_PIN);
  expect(await findViolations(after.page, 'remove the PIN')).toEqual([]);
  await after.page.screenshot({ path: testInfo.outputPath('remove-light.png') });
  await remove.getByRole('button', { name: 'Remove' }).click();
  await expect(after.page.getByText('The PIN was removed. This desktop no longer locks.')).toBeVisible();
  await expect(after.page.getByRole('button', { name: 'Change PIN…' })).toHaveCount(0);
});
