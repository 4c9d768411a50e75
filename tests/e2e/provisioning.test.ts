import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';

/** As an administrator would lay it beside the installer. */
function provision(content: string): { readonly switches: readonly string[]; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'provisioning-'));
  writeFileSync(join(folder, 'provisioning.json'), content);
  return {
    switches: [`--provisioning-folder=${folder}`],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

test('with a provisioning file the code is all that a consultant enters', async ({ agency, startApp }) => {
  const place = provision(
    JSON.stringify({
      relayAddress: agency.cable.url,
      agencyName: 'Harper & Löwe',
      keepInTray: false,
      updateAutomatically: false,
    }),
  );
  const { page } = await startApp(undefined, undefined, place);
  const form = page.getByRole('form', { name: 'Sign in' });
  await expect(form).toContainText('Enter the code that your administrator gave you for Harper & Löwe');
  const address = form.getByLabel('Relay address');
  await expect(address).toHaveValue(agency.cable.url);
  await expect(address).not.toBeEditable();
  await expect(address).toHaveAccessibleDescription('Set by your administrator.');
  const code = form.getByLabel('Sign-in code');
  await expect(code).toBeFocused();
  await code.fill(await agency.createEnrolmentCode('priya'));
  await code.press('Enter');
  await expect(page.getByRole('button', { name: 'Account of Priya Shah' })).toBeVisible();

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Preferences' }).click();
  const tray = page.getByRole('switch', { name: 'Keep running in the tray when I close the window' });
  await expect(tray).not.toBeChecked();
  await expect(tray).toBeDisabled();
  await expect(tray).toHaveAccessibleDescription('Set by your administrator.');
  await expect(page.getByRole('switch', { name: 'Notify me of replies' })).toBeEnabled();
  const relay = page.getByRole('status', { name: 'New sign-ins go to' });
  await expect(relay).toHaveText(agency.cable.url);
  await expect(relay).toHaveAccessibleDescription('Set by your administrator.');
  const version = page.getByRole('region', { name: 'Version' });
  await expect(version).toContainText(
    'Set by your administrator. Your administrator brings new versions of this app.',
  );
  await version.scrollIntoViewIfNeeded();
  place.remove();
});

test('what the user chose is there again when the administrator settles it no longer', async ({
  startApp,
}) => {
  const folder = makeUserFolder();
  const place = provision('{"notificationContent":"nothing"}');
  const first = await startApp('priya', folder, place);
  await first.page.getByRole('button', { name: 'Settings' }).click();
  await first.page.getByRole('button', { name: 'Preferences' }).click();
  const shows = first.page.getByRole('combobox', { name: 'A notification shows' });
  await expect(shows).toContainText('Neither');
  await expect(shows).toBeDisabled();
  await first.page.getByRole('switch', { name: 'Play a sound' }).click();
  await expect
    .poll(() => readFileSync(join(folder, 'settings.json'), 'utf8'))
    .toMatch(/"hasSound":\s*false[\s\S]*"notificationContent":\s*"name-and-text"/u);
  await first.close();
  place.remove();

  const { page } = await startApp('priya', folder);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Preferences' }).click();
  await expect(page.getByRole('combobox', { name: 'A notification shows' })).toContainText(
    'Name and message',
  );
});

test('a provisioning file with mistakes is told, and signing in goes on by hand', async ({
  agency,
  startApp,
}) => {
  const place = provision('{ "relayAddress": "https://relay.example.co.uk", }');
  const { page } = await startApp(undefined, undefined, place);
  await expect(page.getByText(/provisioning\.json has mistakes: it is not JSON/u)).toBeVisible();
  const form = page.getByRole('form', { name: 'Sign in' });
  await form.getByLabel('Relay address').fill(agency.cable.url);
  await form.getByLabel('Sign-in code').fill(await agency.createEnrolmentCode('priya'));
  await form.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Account of Priya Shah' })).toBeVisible();
  place.remove();
});
