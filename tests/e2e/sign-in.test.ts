import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { type RequestListener, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import type { Agency } from '../../build/demo/agency.ts';
import { type Certificate, makeCertificate } from '../support/certificates.ts';
import { type DesktopApp, makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles } from '../support/journeys.ts';

const PRIYA = 'Account of Priya Shah';

async function signIn(page: Page, relayUrl: string, code: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Sign in' });
  await form.getByLabel('Relay address').fill(relayUrl);
  await form.getByLabel('Sign-in code').fill(code);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /account of/iu }).click();
  await page.getByRole('menuitem', { name: 'Sign out…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('form', { name: 'Sign in' }).waitFor();
}

type Kept = {
  readonly account?: { readonly user: { readonly id: string } };
  readonly secrets: Record<string, unknown>;
};

/** What stands in the settings file; nothing before the first write. */
function readKept(folder: string): Kept {
  const file = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as { settings: Kept };
  return file.settings;
}

function listCaches(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('cache-'));
}

/** As if every code that has been given were older than its day. */
function expireCodes({ dataDirectory }: Agency): void {
  const file = readdirSync(dataDirectory).find((name) => /\.(db|sqlite3?)$/u.test(name));
  const database = new Database(join(dataDirectory, file ?? 'missing'), { fileMustExist: true });
  database.prepare('UPDATE enrolment_codes SET expires_at = 1').run();
  database.close();
}

/** An address where something answers that is no relay. */
async function startStranger(certificate?: Certificate): Promise<{ readonly url: string; close(): void }> {
  const answer: RequestListener = (_request, response) => response.writeHead(404).end('<h1>Not here</h1>');
  const server = certificate === undefined ? createServer(answer) : createTlsServer(certificate, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server has an address object, not a pipe's name.
  const { port } = server.address() as AddressInfo;
  const url = certificate === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`;
  return { url, close: () => server.close() };
}

function findBackend({ electron }: DesktopApp): Promise<string> {
  return electron.evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend());
}

test('every reason why signing in fails has its sentence, and nothing typed is lost', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp(undefined);
  const form = page.getByRole('form', { name: 'Sign in' });
  await expect(form).toBeVisible();
  await expect(form.getByLabel('Relay address')).toBeFocused();
  const stranger = await startStranger();
  const untrusted = await startStranger(makeCertificate({ name: 'DNS:localhost', fromDay: -1, toDay: 2 }));
  const used = await agency.createEnrolmentCode('priya');
  await fetch(`${agency.relayUrl}/v1/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: used, deviceName: 'Another desktop' }),
  });
  const expired = await agency.createEnrolmentCode('priya');
  expireCodes(agency);

  const failures: readonly (readonly [what: string, relayUrl: string, code: string, sentence: RegExp])[] = [
    ['nothing typed', '', '', /Enter the address of your agency’s relay\./u],
    ['no code', agency.cable.url, '', /Enter the code that your administrator gave you\./u],
    ['an address without TLS', 'http://relay.example.com', 'ABCD-EFGH', /must begin with https:\/\//u],
    ['an address that is none', 'relay at home', 'ABCD-EFGH', /must begin with https:\/\//u],
    [
      'an address with a password',
      'https://me:secret@relay.example.com',
      'ABCD-EFGH',
      /must begin with https:\/\//u,
    ],
    ['nobody there', 'http://127.0.0.1:1', 'ABCD-EFGH', /relay cannot be reached/u],
    ['something else there', stranger.url, 'ABCD-EFGH', /Something answers at .* not a relay\. Check/u],
    [
      'a certificate that nobody vouches for',
      untrusted.url,
      'ABCD-EFGH',
      /comes from nobody that this computer trusts.*install the agency’s certificate/u,
    ],
    ['a wrong code', agency.cable.url, 'ABCD-EFGH', /There is no such code\. Compare it letter by letter/u],
    ['a code that was used', agency.cable.url, used, /used already/u],
    [
      'a code that is too old',
      agency.cable.url,
      expired,
      /has run out: it is good for a day\. Ask your administrator for a new one/u,
    ],
  ];
  for (const [what, relayUrl, code, sentence] of failures) {
    await signIn(page, relayUrl, code);
    await expect(form.getByRole('alert'), what).toContainText(sentence);
    await expect(form.getByLabel('Relay address'), what).toHaveValue(relayUrl);
    await expect(form.getByLabel('Sign-in code'), what).toHaveValue(code);
    await expect(form.getByRole('button', { name: 'Sign in' }), what).toBeEnabled();
  }
  stranger.close();
  untrusted.close();

  await signIn(page, agency.cable.url, await agency.createEnrolmentCode('priya'));
  await expect(page.getByRole('button', { name: PRIYA })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Records' }).getByRole('row').first()).toBeVisible();
});

test('signing out removes what was kept, and somebody else can sign in', async ({ agency, startApp }) => {
  const folder = makeUserFolder();
  const { page } = await startApp('priya', folder);
  await beginConversation(page, 'Sam Taylor', 'Job opportunity');
  expect(listCaches(folder).length).toBeGreaterThan(0);
  const before = readKept(folder);
  expect(Object.keys(before.secrets).sort()).toEqual(
    ['database-key', 'device-token'].map((name) => `${before.account?.user.id}/${name}`),
  );

  await signOut(page);
  expect(listCaches(folder)).toEqual([]);
  expect(readKept(folder).account).toBeUndefined();
  expect(readKept(folder).secrets).toEqual({});
  await expect(page.getByText('Sam Taylor')).toHaveCount(0);

  await signIn(page, agency.cable.url, await agency.createEnrolmentCode('ben'));
  await expect(page.getByRole('button', { name: 'Account of Ben Carter' })).toBeVisible();
  const after = readKept(folder);
  expect(after.account?.user.id).not.toBe(before.account?.user.id);
  // His desktop has the agency's conversations from the relay, not from what was there before.
  await page.getByRole('button', { name: 'Inbox' }).click();
  await page.getByRole('tab', { name: /^All/u }).click();
  await expect(page.getByText('Sam Taylor').first()).toBeVisible();
});

test('signing out without the relay removes everything here and says who can remove the desktop there', async ({
  agency,
  startApp,
}) => {
  const folder = makeUserFolder();
  const { page } = await startApp('priya', folder);
  await expect(page.getByRole('grid', { name: 'Records' }).getByRole('row').first()).toBeVisible();
  await agency.cable.unplug();
  await signOut(page);
  expect(listCaches(folder)).toEqual([]);
  expect(readKept(folder).secrets).toEqual({});
  await expect(page.getByText(/Ask an administrator to remove this desktop/u)).toBeVisible();
});

test('a restart stays signed in, by the keyring of the system', async ({ startApp }) => {
  const folder = makeUserFolder();
  const first = await startApp('priya', folder);
  await beginConversation(first.page, 'Sam Taylor', 'Job opportunity');
  await expect(bubbles(first.page, 'Priya Shah').getByRole('img', { name: 'Read' })).toBeVisible();
  expect(await findBackend(first)).toBe('gnome_libsecret');
  await first.close();

  const second = await startApp('priya', folder);
  await expect(second.page.getByRole('button', { name: PRIYA })).toBeVisible();
  await expect(second.page.getByText(/offers no keychain/u)).toHaveCount(0);
  await second.page.getByRole('button', { name: 'Inbox' }).click();
  await expect(second.page.getByText('Sam Taylor').first()).toBeVisible();
});

test('without a keyring nothing secret is stored, and the app says so', async ({ startApp }) => {
  const folder = makeUserFolder();
  const { DBUS_SESSION_BUS_ADDRESS: _bus, ...env } = process.env;
  // An address at which no bus is: without any, the system's own would be looked for.
  const without = { env: { ...env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' } };
  const first = await startApp('priya', folder, without);
  await expect(first.page.getByText(/offers no keychain, so nothing secret is stored/u)).toBeVisible();
  await expect(first.page.getByRole('button', { name: PRIYA })).toBeVisible();
  await beginConversation(first.page, 'Sam Taylor', 'Job opportunity');
  expect(readKept(folder).secrets).toEqual({});
  await first.page.getByRole('button', { name: 'Dismiss notice' }).click();
  await expect(first.page.getByText(/offers no keychain/u)).toHaveCount(0);
  await first.close();
  expect(readKept(folder).secrets).toEqual({});

  const second = await startApp('priya', folder, without);
  await expect(second.page.getByRole('form', { name: 'Sign in' })).toBeVisible();
  await expect(second.page.getByText(/offers no keychain, so nothing secret is stored/u)).toBeVisible();
  expect(readKept(folder).secrets).toEqual({});
});

test('a sign-in that was lost is said, and a new code brings everything back', async ({
  agency,
  startApp,
}) => {
  const folder = makeUserFolder();
  const first = await startApp('priya', folder);
  await beginConversation(first.page, 'Sam Taylor', 'Job opportunity');
  await first.close();
  const file = join(folder, 'settings.json');
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { settings: Kept };
  writeFileSync(file, JSON.stringify({ settings: { ...kept.settings, secrets: {} } }));

  const { page } = await startApp('priya', folder);
  await expect(page.getByRole('form', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByText(/Ask for a new code and sign in again/u)).toBeVisible();
  await signIn(page, agency.cable.url, await agency.createEnrolmentCode('priya'));
  await expect(page.getByRole('button', { name: PRIYA })).toBeVisible();
  await page.getByRole('button', { name: 'Inbox' }).click();
  await expect(page.getByText('Sam Taylor').first()).toBeVisible();
});

test('a desktop that an administrator removes wipes itself and says so, also after a restart', async ({
  agency,
  startApp,
}) => {
  const folder = makeUserFolder();
  const first = await startApp('priya', folder);
  await beginConversation(first.page, 'Sam Taylor', 'Job opportunity');
  expect(listCaches(folder).length).toBeGreaterThan(0);
  for (const device of await agency.admin().listDevices()) await agency.admin().revokeDevice(device.id);
  const sentence = /An administrator has removed this desktop, and everything of the agency was deleted/u;
  await expect(first.page.getByRole('form', { name: 'Sign in' }).getByText(sentence)).toBeVisible();
  await expect(first.page.getByText('Sam Taylor')).toHaveCount(0);
  expect(listCaches(folder)).toEqual([]);
  expect(readKept(folder).account).toBeUndefined();
  expect(readKept(folder).secrets).toEqual({});
  await first.close();

  const { page } = await startApp('priya', folder);
  await expect(page.getByText(sentence)).toBeVisible();
  await signIn(page, agency.cable.url, await agency.createEnrolmentCode('priya'));
  await expect(page.getByRole('button', { name: PRIYA })).toBeVisible();
  await expect(page.getByText(sentence)).toHaveCount(0);
});
