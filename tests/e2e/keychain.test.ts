import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { findViolations } from '../support/find-violations.ts';
import { startKeyring } from '../support/locked-keyring.ts';

test('a keychain that is locked at the start is said, and the desk opens when it is unlocked, without a restart', async ({
  startApp,
}, testInfo) => {
  test.setTimeout(120_000);
  const keyring = await startKeyring();
  try {
    const folder = makeUserFolder();
    const { env } = keyring;
    const before = await startApp('priya', folder, { env });
    await expect(before.page.getByRole('button', { name: /account of Priya Shah/u })).toBeVisible();
    await before.close();

    await keyring.lock();
    const { page } = await startApp('priya', folder, { env });
    await expect(
      page.getByRole('heading', { name: 'The keychain of this computer is locked' }),
    ).toBeVisible();
    expect(await findViolations(page, 'keychain locked')).toEqual([]);
    await page.screenshot({ path: testInfo.outputPath('keychain-light.png') });
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('alert')).toHaveText('It is still so. Nothing has changed.');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: testInfo.outputPath('keychain-dark.png') });

    await keyring.unlock();
    await expect(page.getByRole('button', { name: /account of Priya Shah/u })).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Records' }).getByRole('row').nth(1)).toBeVisible();
  } finally {
    await keyring.stop();
  }
});
