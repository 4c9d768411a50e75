import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { openDatabase } from '../../main/db/open-database.ts';
import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { findViolations } from '../support/find-violations.ts';
import { connection } from '../support/journeys.ts';
import { openSecrets } from '../support/open-secrets.ts';

const PLANTED = 'Cinnamon lighthouse forty-two';

/** What the boxes of the system said, each answered with its first button. */
async function answerBoxes(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ dialog }) => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    // Only this shape is used.
    Object.assign(dialog, {
      async showMessageBox(options: { readonly message: string; readonly detail: string }) {
        said.push(`${options.message} ${options.detail}`);
        return { response: 0, checkboxChecked: false };
      },
    });
  });
}

function listSaid(electron: ElectronApplication): Promise<readonly string[]> {
  // Put there by `answerBoxes`.
  return electron.evaluate(() => (globalThis as unknown as { readonly said: string[] }).said);
}

/** The window goes down and is there again. */
async function crashWindow(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    await new Promise<void>((resolve) => {
      contents?.once('did-finish-load', () => resolve());
      contents?.forcefullyCrashRenderer();
    });
  });
}

test('a fault inside and a wrong clock are said in the window, without a word of what was in them; one that keeps going down asks first', async ({
  agency,
  startApp,
}, testInfo) => {
  const { electron, page, output } = await startApp('priya');
  await expect(connection(page)).toHaveText('Online');
  await electron.evaluate((_electron, words) => {
    setTimeout(() => {
      throw new TypeError(words);
    }, 0);
    void Promise.reject(new Error(words));
  }, PLANTED);
  await expect(page.getByText(/Something went wrong inside the app/u)).toBeVisible();
  expect(output.join('\n')).toContain('a fault that nobody caught');
  expect(output.join('\n')).not.toContain(PLANTED);
  await page.getByRole('button', { name: 'Dismiss notice' }).click();

  await electron.evaluate(() => {
    const real = Date.now;
    Object.assign(globalThis, { real });
    Date.now = () => real() + 90 * 60_000;
  });
  await agency.cable.unplug();
  await agency.cable.plugIn();
  const clock = page.getByText(/90 minutes ahead of the relay/u);
  await expect(clock).toBeVisible({ timeout: 20_000 });
  await page.screenshot({ path: testInfo.outputPath('clock-light.png') });
  await electron.evaluate(() => {
    // Put there a moment ago.
    Date.now = (globalThis as unknown as { readonly real: () => number }).real;
  });
  await agency.cable.unplug();
  await agency.cable.plugIn();
  await expect(clock).toHaveCount(0, { timeout: 20_000 });

  await answerBoxes(electron);
  for (let round = 0; round < 3; round += 1) await crashWindow(electron);
  expect(await listSaid(electron)).toEqual([]);
  await crashWindow(electron);
  expect(await listSaid(electron)).toEqual([
    expect.stringMatching(/The window of Colleague Messaging keeps closing Replies still arrive/u),
  ]);
});

test('a database of a newer version is refused with the way back, and opens again with the version that made it', async ({
  startApp,
}, testInfo) => {
  const folder = makeUserFolder();
  const before = await startApp('priya', folder);
  await expect(connection(before.page)).toHaveText('Online');
  const { 'database-key': key } = await openSecrets(before, folder);
  await before.close();
  const path = join(folder, readdirSync(folder).find((name) => /^cache-.*\.db$/u.test(name)) ?? '');
  const whole = readFileSync(path);
  const db = openDatabase({ path, key });
  db.pragma('user_version = 999');
  db.close();
  const settingsPath = join(folder, 'settings.json');
  const settings = readFileSync(settingsPath, 'utf8');
  writeFileSync(settingsPath, settings.replace(/"appVersion":\s*"[^"]*"/u, '"appVersion":"9.9.9"'));

  const refused = await startApp('priya', folder);
  const { page } = refused;
  await expect(
    page.getByRole('heading', { name: 'This version is too old for what is stored here' }),
  ).toBeVisible();
  await expect(page.getByText(/Install version 9\.9\.9 or a newer one/u)).toBeVisible();
  expect(await findViolations(page, 'newer database')).toEqual([]);
  await page.screenshot({ path: testInfo.outputPath('newer-light.png') });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveText('It is still so. Nothing has changed.');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('newer-dark.png') });

  // As if this were the version that made it.
  writeFileSync(path, whole);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(connection(page)).toHaveText('Online');
});
