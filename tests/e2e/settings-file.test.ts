import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';

type Settings = Readonly<Record<string, unknown>>;
const wrapped = (settings: unknown) => JSON.stringify({ settings });

const SIGN_IN_LOST = /The settings file was damaged and has been set aside: .*so sign in again/u;

/** What happens to the file, and what the app says; `isSignedIn`: the sign-in is not in the part that was lost. */
const DAMAGES: readonly {
  readonly what: string;
  readonly damage: (whole: Settings) => string | Uint8Array;
  readonly says: RegExp;
  readonly isSignedIn: boolean;
}[] = [
  {
    what: 'half of it is missing',
    damage: (whole) => wrapped(whole).slice(0, 200),
    says: SIGN_IN_LOST,
    isSignedIn: false,
  },
  { what: 'it is empty', damage: () => '', says: SIGN_IN_LOST, isSignedIn: false },
  { what: 'it is no JSON', damage: () => 'settings: yes', says: SIGN_IN_LOST, isSignedIn: false },
  {
    what: 'it is zeros, as after a power cut',
    damage: () => new Uint8Array(4_096),
    says: SIGN_IN_LOST,
    isSignedIn: false,
  },
  {
    what: 'it is bytes of something else',
    damage: () => new Uint8Array([0xff, 0xfe, 0x00, 0x80, 0x81, 0x00]),
    says: SIGN_IN_LOST,
    isSignedIn: false,
  },
  { what: 'it is a list', damage: (whole) => wrapped([whole]), says: SIGN_IN_LOST, isSignedIn: false },
  {
    what: 'its version is gone',
    damage: ({ schemaVersion: _version, ...rest }) => wrapped(rest),
    says: SIGN_IN_LOST,
    isSignedIn: false,
  },
  {
    what: 'the account names nobody',
    damage: (whole) => wrapped({ ...whole, account: { relayUrl: 7 } }),
    says: /the sign-in was lost, so sign in again/u,
    isSignedIn: false,
  },
  {
    what: 'a secret is not sealed',
    damage: (whole) => wrapped({ ...whole, secrets: { token: 'in plain text' } }),
    says: /the stored keys were lost, so sign in again/u,
    isSignedIn: false,
  },
  {
    what: 'the preferences are of another kind',
    damage: (whole) => wrapped({ ...whole, preferences: { theme: 'purple' } }),
    says: /your preferences were lost and are as on a new desktop/u,
    isSignedIn: true,
  },
  {
    what: 'the own number is a word',
    damage: (whole) => wrapped({ ...whole, ownNumber: 'mine' }),
    says: /your own number was lost, so enter it again under Settings/u,
    isSignedIn: true,
  },
];

test('whatever happens to the settings file, the app starts and says what was lost', async ({ startApp }) => {
  test.setTimeout(180_000);
  const folder = makeUserFolder();
  const file = join(folder, 'settings.json');
  const first = await startApp('priya', folder);
  await expect(first.page.getByRole('button', { name: 'Account of Priya Shah' })).toBeVisible();
  await first.close();
  const kept = readFileSync(file);
  const settings = readSettings(file);

  for (const { what, damage, says, isSignedIn } of DAMAGES) {
    await test.step(what, async () => {
      const damaged = damage(settings);
      writeFileSync(file, damaged);
      const { page, close } = await startApp('priya', folder);
      await expect(page.getByText(says), what).toBeVisible();
      await expect(page.getByRole('form', { name: 'Sign in' })).toHaveCount(isSignedIn ? 0 : 1);
      // Nothing is thrown away: whoever knows more than the app may still look at it.
      expect(findAside(folder)).toContainEqual(Buffer.from(damaged));
      await close();
      // The same sign-in again for the next damage: its keys are still in the keychain.
      writeFileSync(file, kept);
    });
  }
});

test('settings of the version before are brought up to date, still signed in', async ({ startApp }) => {
  const folder = makeUserFolder();
  const file = join(folder, 'settings.json');
  const first = await startApp('priya', folder);
  await expect(first.page.getByRole('button', { name: 'Account of Priya Shah' })).toBeVisible();
  await first.close();
  const settings = readSettings(file);
  const { preferences: _none, ...before } = settings;
  writeFileSync(file, wrapped({ ...before, schemaVersion: 1 }));

  const { page } = await startApp('priya', folder);
  await expect(page.getByRole('button', { name: 'Account of Priya Shah' })).toBeVisible();
  await expect(page.getByText('settings file was damaged')).toHaveCount(0);
  expect(findAside(folder)).toEqual([]);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Preferences' }).click();
  await page.getByRole('combobox', { name: 'Theme' }).click();
  await page.getByRole('option', { name: 'Dark', exact: true }).click();
  await expect
    .poll(() => readSettings(file))
    .toMatchObject({
      schemaVersion: settings['schemaVersion'],
      account: settings['account'],
      secrets: settings['secrets'],
      preferences: { theme: 'dark' },
    });
});

function readSettings(file: string): Settings {
  return (JSON.parse(readFileSync(file, 'utf8')) as { settings: Settings }).settings;
}

function findAside(folder: string): readonly Buffer[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('settings.json.corrupt'))
    .map((name) => readFileSync(join(folder, name)));
}
