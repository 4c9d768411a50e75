import { demoIds } from '../../simulator/demo-world.ts';
import { CONTENT_SECURITY_POLICY } from '../../main/content-security-policy.ts';
import type { DesktopApp } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, openRecord, waitForRecords, writeText } from '../support/journeys.ts';
import { startOutside } from '../support/outside.ts';
import { ALL_REFUSED, NO_SCRIPT_RAN, findPowers, tryNetwork, tryScripts } from '../support/page-attacks.ts';

/*
 * The running half of Electron's security checklist: what the page is and what it can reach. tests/unit/house/security-contract.test.ts
 * reads the sources. The numbers are those of the checklist.
 */

const HOME = 'app://bundle/index.html';

async function startSignedIn(startApp: (user: 'priya') => Promise<DesktopApp>): Promise<DesktopApp> {
  const app = await startApp('priya');
  await waitForRecords(app.page);
  return app;
}

test('the page has no Node, and of the app exactly two functions (2, 3, 4, 6, 8, 9, 10, 12, 20)', async ({
  startApp,
}) => {
  const { electron, page } = await startSignedIn(startApp);

  expect(await findPowers(page)).toEqual({ known: [], ours: ['call', 'on'] });

  const preferences = await electron.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      // In Electron's own sources and documentation, not in its types.
      .map((contents) =>
        (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
      ),
  );
  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
  });
  expect(preferences[0]?.['webSecurity']).not.toBe(false);
  for (const flag of [
    'allowRunningInsecureContent',
    'experimentalFeatures',
    'enableBlinkFeatures',
    'nodeIntegrationInWorker',
    'nodeIntegrationInSubFrames',
  ]) {
    expect(preferences[0]?.[flag] || undefined, flag).toBeUndefined();
  }
  expect(page.url()).toBe(HOME);
});

test('every answer of our scheme carries the policy, and nothing outside the folder is served (1, 7, 18)', async ({
  startApp,
}) => {
  const { electron } = await startSignedIn(startApp);
  const load = (url: string, method = 'GET') =>
    electron.evaluate(
      async ({ net }, [address, verb]) => {
        const answer = await net.fetch(address, { method: verb }).catch((error: unknown) => String(error));
        if (typeof answer === 'string') return { status: 0, policy: '', kind: '', sniff: '', body: '' };
        return {
          status: answer.status,
          policy: answer.headers.get('content-security-policy') ?? '',
          kind: answer.headers.get('content-type') ?? '',
          sniff: answer.headers.get('x-content-type-options') ?? '',
          body: await answer.text(),
        };
      },
      [url, method] as const,
    );

  const page = await load(HOME);
  expect(page).toMatchObject({
    status: 200,
    policy: CONTENT_SECURITY_POLICY,
    kind: 'text/html; charset=utf-8',
    sniff: 'nosniff',
  });
  const script = /src="\.?\/?(assets\/[^"]+\.js)"/u.exec(page.body)?.[1];
  expect(await load(`app://bundle/${script}`)).toMatchObject({
    status: 200,
    policy: CONTENT_SECURITY_POLICY,
  });

  for (const path of [
    'nothing.html',
    '../../package.json',
    '..%2f..%2fpackage.json',
    '%2e%2e/%2e%2e/package.json',
    '%2e%2e%2f%2e%2e%2fpackage.json',
    'assets/..%2f..%2f..%2fpackage.json',
    '..%2fmain%2findex.js',
    '%2fetc%2fpasswd',
    '..%5c..%5cpackage.json',
    'index.html%00.js',
    '%E0%A4%A',
  ]) {
    const answer = await load(`app://bundle/${path}`);
    expect(answer.status, path).not.toBe(200);
    expect(answer.body, path).toBe('');
  }
  expect((await load(HOME, 'POST')).status).toBe(404);
  expect((await load('app://elsewhere/index.html')).status).not.toBe(200);
});

test('script from text does not run, and markup from text is refused (7)', async ({ startApp }) => {
  const { page } = await startSignedIn(startApp);
  expect(await tryScripts(page)).toEqual(NO_SCRIPT_RAN);
});

test('the window has no network: nothing that it tries leaves the app (1, 7)', async ({ startApp }) => {
  const { electron, page } = await startSignedIn(startApp);
  const outside = await startOutside();
  expect(await tryNetwork(page, outside.url)).toMatchObject(ALL_REFUSED);
  expect(outside.hits()).toBe(0);

  // The second wall: even a page without any policy cannot leave, because the session cancels the request.
  const bare = await electron.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL('data:text/html,bare');
    const code = `fetch(${JSON.stringify(`${url}/bare`)}).then(() => 'reached', () => 'refused')`;
    const result = (await window.webContents.executeJavaScript(code)) as string;
    const loaded = await window.loadURL(`${url}/page`).then(
      () => 'reached',
      () => 'refused',
    );
    window.destroy();
    return { result, loaded };
  }, outside.url);
  expect(bare).toEqual({ result: 'refused', loaded: 'refused' });
  expect(outside.hits()).toBe(0);
  outside.close();
});

test('a day’s work violates no policy and prints no error (7)', async ({ agency, startApp }) => {
  const app = await startSignedIn(startApp);
  const { page } = app;
  // Loaded again, so that what the page prints while it starts is heard as well.
  await page.reload();
  await beginConversation(page, 'Sam Taylor', 'Job opportunity');
  await agency.simulator.control.sendText({
    from: '447700900456',
    to: demoIds.companyPhone,
    text: 'See https://example.com <b>x</b>',
  });
  await expect(bubbles(page, 'See https://example.com')).toHaveCount(1);
  await writeText(page, 'Thank you *Sam* 👍');
  await expect(bubbles(page, 'Thank you Sam').getByRole('img', { name: 'Read' })).toBeVisible();
  await openRecord(page, 'Tomasz Nowak');
  for (const tab of ['WhatsApp', 'History', 'Details']) await page.getByRole('tab', { name: tab }).click();
  for (const keys of ['Alt+2', 'Alt+3', 'Alt+1']) await page.keyboard.press(keys);
  for (const keys of ['Control+k', 'Control+/']) {
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog').locator(':focus')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.getByRole('button', { name: /^WhatsApp Notifications/ }).click();
  await expect(page.getByRole('heading', { name: 'WhatsApp Notifications' })).toBeVisible();
  expect(app.output.filter((line) => /^(console (error|warning)|page error)/u.test(line))).toEqual([]);
});
