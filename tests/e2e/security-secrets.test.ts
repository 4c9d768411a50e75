import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { demoIds, demoTokens } from '../../simulator/demo-world.ts';
import { type DesktopApp, makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, setUpOwnNumber, writeText } from '../support/journeys.ts';
import { openSecrets } from '../support/open-secrets.ts';

const SAM_PHONE = '447700900456';
const TOKEN = demoTokens.ownOne;
const INBOUND = 'Cinnamon lighthouse forty-two';
const OUTBOUND = 'Velvet tractor seventy-three';
const DRAFT = 'Half a thought about Thursday';

/** Every file below a folder, with its bytes as text: one character for one byte. */
function readFiles(folder: string): readonly { readonly name: string; readonly bytes: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: path.slice(folder.length + 1), bytes: readFileSync(path, 'latin1') }));
}

/** The files that hold a text, as UTF-8 or as UTF-16, which Chromium uses in places. */
function filesWith(folder: string, text: string): readonly string[] {
  const wide = Buffer.from(text, 'utf16le').toString('latin1');
  return readFiles(folder)
    .filter(({ bytes }) => bytes.includes(text) || bytes.includes(wide))
    .map(({ name }) => name);
}

/** All that the window can know: what it shows, what it keeps, and every answer it can ask for. */
async function gatherWindow(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { colleague } = globalThis as unknown as {
      colleague: { call(name: string, input: object): Promise<unknown> };
    };
    const answers = await Promise.all(
      [
        ['app:get-snapshot', {}],
        ['settings:get-number', { kind: 'own' }],
        ['settings:check-number', { kind: 'own' }],
        ['records:list', { query: '', offset: 0, limit: 500 }],
        ['conversations:list', { filter: 'all', limit: 500 }],
        ['notifications:list', {}],
      ].map(([name, input]) => colleague.call(name as string, input as object)),
    );
    const fields = [...document.querySelectorAll('input, textarea')].map(
      (field) => (field as HTMLInputElement).value,
    );
    return JSON.stringify({
      answers,
      fields,
      html: document.documentElement.outerHTML,
      local: Object.entries(localStorage),
      session: Object.entries(sessionStorage),
      title: document.title,
      cookie: document.cookie,
    });
  });
}

async function nameOfDatabase(folder: string): Promise<string> {
  const name = readdirSync(folder).find((entry) => /^cache-.*\.db$/u.test(entry));
  if (name === undefined) throw new Error('The desktop has no database.');
  return name;
}

function titlesOf(electron: ElectronApplication): Promise<string[]> {
  return electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getTitle()),
  );
}

async function useTheApp(app: DesktopApp, say: (text: string) => Promise<unknown>): Promise<void> {
  await beginConversation(app.page, 'Sam Taylor', 'Job opportunity');
  await say(INBOUND);
  await expect(bubbles(app.page, INBOUND)).toHaveCount(1);
  await writeText(app.page, OUTBOUND);
  await expect(bubbles(app.page, OUTBOUND).getByRole('img', { name: 'Read' })).toBeVisible();
}

test('the token of an own number is sealed by the keychain, and is nowhere else', async ({ startApp }) => {
  const folder = makeUserFolder();
  const app = await startApp('priya', folder);
  await setUpOwnNumber(app.page, { phoneNumberId: demoIds.ownPhoneOne, wabaId: demoIds.waba, token: TOKEN });

  const window = await gatherWindow(app.page);
  expect(window).toContain(TOKEN.slice(-4));
  expect(window).not.toContain(TOKEN);
  expect(await titlesOf(app.electron)).toEqual(['Colleague Messaging']);
  expect(app.output.join('\n')).not.toContain(TOKEN);

  const settings = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as {
    settings: {
      account: { user: { id: string } };
      secrets: Record<string, { v: number; ciphertext: string }>;
    };
  };
  const { account, secrets } = settings.settings;
  expect(Object.keys(secrets).sort()).toEqual(
    ['database-key', 'device-token', 'own-number-token'].map((name) => `${account.user.id}/${name}`),
  );
  for (const { ciphertext } of Object.values(secrets)) {
    // v11: sealed by the Secret Service; v10 would be Chromium's constant key.
    expect(Buffer.from(ciphertext, 'base64').subarray(0, 3).toString('latin1')).toBe('v11');
  }

  await app.close();
  expect(filesWith(folder, TOKEN)).toEqual([]);
  expect(filesWith(folder, Buffer.from(TOKEN).toString('base64').replace(/=+$/u, ''))).toEqual([]);
  // The search can find something: the ids beside the token are no secret.
  expect(filesWith(folder, demoIds.ownPhoneOne)).toContain('settings.json');
});

test('what was said is on the disk only inside an encrypted database', async ({ agency, startApp }) => {
  const folder = makeUserFolder();
  const app = await startApp('priya', folder);
  await useTheApp(app, (text) =>
    agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text }),
  );
  const name = await nameOfDatabase(folder);
  const whileRunning = readFiles(folder).filter((file) => file.name.startsWith(name));
  expect(whileRunning.map((file) => file.name)).toContain(`${name}-wal`);
  for (const text of [INBOUND, OUTBOUND, SAM_PHONE]) expect(filesWith(folder, text), text).toEqual([]);
  const printed = app.output.join('\n');
  for (const text of [INBOUND, OUTBOUND, SAM_PHONE, 'Taylor', 'wamid']) expect(printed).not.toContain(text);

  await app.close();
  const database = readFileSync(join(folder, name));
  expect(database.byteLength).toBeGreaterThan(4_096);
  expect(database.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  for (const text of [INBOUND, OUTBOUND, SAM_PHONE]) expect(filesWith(folder, text), text).toEqual([]);
});

/** A text as it might lie somewhere: itself, its bytes in other clothes, and, of hex, the bytes that it stands for. */
function disguisesOf(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const raw = /^[\da-f]{32,}$/u.test(text) ? [Buffer.from(text, 'hex').toString('latin1')] : [];
  return [text, bytes.toString('base64').replace(/=+$/u, ''), bytes.toString('hex'), ...raw];
}

test('after an administrator has removed the desktop nothing of the agency is on its disk, and no key is left', async ({
  agency,
  startApp,
}) => {
  test.setTimeout(120_000);
  const { control } = agency.simulator;
  const folder = makeUserFolder();
  const app = await startApp('priya', folder);
  await setUpOwnNumber(app.page, { phoneNumberId: demoIds.ownPhoneOne, wabaId: demoIds.waba, token: TOKEN });
  await app.page.getByRole('button', { name: 'Records' }).click();
  await useTheApp(app, (text) => control.sendText({ from: SAM_PHONE, to: demoIds.ownPhoneOne, text }));
  const picture = readFileSync(new URL('../../docs/pictures/5-chat-light.png', import.meta.url));
  const sent = { base64: picture.toString('base64'), mimeType: 'image/png' } as const;
  await control.sendImage({ from: SAM_PHONE, to: demoIds.ownPhoneOne, ...sent });
  await expect(app.page.getByRole('button', { name: 'Show the photo' })).toBeVisible();
  const box = app.page.getByRole('textbox', { name: 'Write a message' });
  await box.fill(DRAFT);
  await box.blur();
  const hasMedia = () => readdirSync(folder).some((name) => name.startsWith('media-'));
  await expect.poll(hasMedia).toBe(true);
  const keys = await openSecrets(app, folder);
  expect(Object.keys(keys).sort()).toEqual(['database-key', 'device-token', 'own-number-token']);
  expect(keys['own-number-token']).toBe(TOKEN);

  for (const device of await agency.admin().listDevices()) await agency.admin().revokeDevice(device.id);
  await expect(app.page.getByRole('form', { name: 'Sign in' })).toBeVisible();
  await expect(app.page.getByText(/An administrator has removed this desktop/u)).toBeVisible();
  const printed = app.output.join('\n');
  await app.close();
  expect(readdirSync(folder).filter((name) => /^(?:cache|media|opened|attachments)-/u.test(name))).toEqual(
    [],
  );
  const { settings } = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as {
    settings: { account?: object; secrets: object; lastPlace?: object; ownNumber?: object };
  };
  // The sealed keys lie in this file; what the keyring holds opens nothing without them.
  expect(settings.secrets).toEqual({});
  expect([settings.account, settings.lastPlace, settings.ownNumber]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  // Part of the picture, where it is no longer the head that every picture has.
  const ofPicture = picture.subarray(2_000, 2_064).toString('latin1');
  expect(readFiles(folder).filter(({ bytes }) => bytes.includes(ofPicture))).toEqual([]);
  for (const text of [
    INBOUND,
    OUTBOUND,
    DRAFT,
    SAM_PHONE,
    'Taylor',
    'Priya',
    'priya',
    'Colleague Recruitment',
  ])
    expect(filesWith(folder, text), text).toEqual([]);
  for (const [name, key] of Object.entries(keys)) {
    for (const text of disguisesOf(key)) expect(filesWith(folder, text), name).toEqual([]);
    expect(printed.includes(key), `${name} in the log`).toBe(false);
  }
});
