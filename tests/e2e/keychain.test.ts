import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { findViolations } from '../support/find-violations.ts';
import { beginConversation, connection, openRecord } from '../support/journeys.ts';
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

test('with another keychain than the one that sealed them the keys are lost: a new code brings the messages back', async ({
  agency,
  startApp,
}) => {
  test.setTimeout(120_000);
  const first = await startKeyring();
  const second = await startKeyring();
  try {
    const folder = makeUserFolder();
    const before = await startApp('priya', folder, { env: first.env });
    await beginConversation(before.page, 'Sam Taylor', 'Job opportunity');
    await before.close();

    const { page } = await startApp('priya', folder, { env: second.env });
    await page.getByRole('button', { name: 'Sign in anew' }).click();
    const form = page.getByRole('form', { name: 'Sign in' });
    await form.getByLabel('Relay address').fill(agency.cable.url);
    await form.getByLabel('Sign-in code').fill(await agency.createEnrolmentCode('priya'));
    await form.getByRole('button', { name: 'Sign in' }).click();
    await expect(connection(page)).toHaveText('Online');
    await openRecord(page, 'Sam Taylor');
    await page.getByRole('tab', { name: 'WhatsApp' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Hi Sam' })).toBeVisible();
  } finally {
    await first.stop();
    await second.stop();
  }
});
