import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { Page } from '@playwright/test';
import { findFreePort } from '../../build/demo/agency.ts';
import { CONTENT_SECURITY_POLICY } from '../../main/content-security-policy.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import { electronPath, makeUserFolder, removeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { bubbles, connection } from '../support/journeys.ts';
import { watchNotifications } from '../support/notification-daemon.ts';
import { startOutside } from '../support/outside.ts';
import { ALL_REFUSED, NO_SCRIPT_RAN, findPowers, tryNetwork, tryScripts } from '../support/page-attacks.ts';
import {
  copyPackedApp,
  openForDriving,
  sizeOfFolder,
  startPackedApp,
  switchesFor,
} from '../support/packed-app.ts';

/* The app as it is installed: packed, its fuses set (`npm run package`). */

const MEGABYTE = 1_000_000;
/** What the app brings itself: its code, the database’s addon, what documents and emoji need. docs/releasing.md lists it. */
const ADDED_MEGABYTES = 11;

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Another page in this window, and another window. */
function tryToLeave(page: Page, url: string) {
  return page.evaluate(async (address) => {
    const opened = globalThis.open(address) === null ? 'none' : 'a window';
    location.href = address;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return { url: location.href, opened };
  }, url);
}

/** What the page is answered for a path of its own. */
function ask(page: Page, path: string) {
  return page.evaluate(async (asked) => {
    const { status, headers } = await fetch(asked);
    return { status, policy: headers.get('content-security-policy') };
  }, path);
}

test('as it is installed, it does not start for who wants to drive it, and opens no port', async () => {
  const packed = copyPackedApp();
  const userFolder = makeUserFolder();
  const port = await findFreePort();
  const child = spawn(packed.executable, [`--user-data-dir=${userFolder}`, ...switchesFor(port)]);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += String(chunk)));
  let wasOpen = false;
  while (child.exitCode === null && child.signalCode === null) wasOpen = (await isListening(port)) || wasOpen;
  expect(child.exitCode).toBe(1);
  expect(said).toContain('does not start with --remote-debugging-port.');
  expect(wasOpen).toBe(false);
  packed.remove();
  removeUserFolder(userFolder);
});

test('the packed app is closed to Node’s ways in, signs in from a provisioning file, and receives a reply', async ({
  agency,
}) => {
  const packed = copyPackedApp();
  openForDriving(packed);
  const userFolder = makeUserFolder();
  const marker = join(userFolder, 'foreign-code-ran');
  const foreign = join(userFolder, 'foreign.cjs');
  writeFileSync(foreign, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '');`);
  const asNode = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${foreign}` };

  // An Electron without fuses obeys both, so the marker shows what it should.
  expect(execFileSync(electronPath(), ['-p', '6 * 7'], { env: asNode, encoding: 'utf8' })).toContain('42');
  expect(existsSync(marker)).toBe(true);
  removeUserFolder(marker);

  // A folder that some Electrons would load before the archive.
  const planted = join(packed.folder, 'resources/app');
  mkdirSync(planted);
  writeFileSync(join(planted, 'package.json'), '{"name":"planted","main":"index.js"}');
  writeFileSync(join(planted, 'index.js'), `require(${JSON.stringify(foreign)});`);
  writeFileSync(
    join(packed.folder, 'provisioning.json'),
    JSON.stringify({ relayAddress: agency.cable.url, agencyName: 'Harper & Löwe' }),
  );

  const notifications = await watchNotifications();
  const outside = await startOutside();
  const inspectPort = await findFreePort();
  const app = await startPackedApp(
    packed.executable,
    [
      `--user-data-dir=${userFolder}`,
      `--graph-url=${agency.simulator.url}`,
      `--inspect=127.0.0.1:${inspectPort}`,
    ],
    asNode,
  );
  try {
    const form = app.page.getByRole('form', { name: 'Sign in' });
    await expect(form).toContainText('Harper & Löwe');
    const code = form.getByLabel('Sign-in code');
    await code.fill(await agency.createEnrolmentCode('priya'));
    await code.press('Enter');
    await expect(connection(app.page)).toContainText('Online');

    await agency.simulator.control.sendText({
      from: '447700900456',
      to: demoIds.companyPhone,
      text: 'Can you ring me?',
    });
    const bell = app.page.getByRole('button', { name: /WhatsApp Notifications/ });
    await expect(bell).toHaveAccessibleName(/1/);
    await bell.click();
    await app.page.getByRole('list', { name: 'Unread replies' }).getByRole('button').first().click();
    await expect(bubbles(app.page, 'Can you ring me?')).toBeVisible();
    expect((await notifications.closeAndList()).map(({ body }) => body)).toEqual(['Can you ring me?']);

    // The rules that tests/e2e/security.test.ts holds for the app as it is built.
    const { page } = app;
    expect(page.url()).toBe('app://bundle/index.html');
    expect(await findPowers(page)).toEqual({ known: [], ours: ['call', 'on'] });
    expect(await tryScripts(page)).toEqual(NO_SCRIPT_RAN);
    expect(await tryNetwork(page, outside.url)).toMatchObject(ALL_REFUSED);
    expect(await tryToLeave(page, outside.url)).toEqual({ url: 'app://bundle/index.html', opened: 'none' });
    expect(outside.hits()).toBe(0);
    expect(await ask(page, '/index.html')).toEqual({ status: 200, policy: CONTENT_SECURITY_POLICY });
    for (const path of ['/..%2f..%2fpackage.json', '/%2fetc%2fpasswd', '/..%2fmain%2findex.js'])
      expect((await ask(page, path)).status, path).not.toBe(200);

    expect(await isListening(inspectPort)).toBe(false);
    expect(existsSync(marker)).toBe(false);
  } finally {
    await app.close();
    outside.close();
    packed.remove();
    removeUserFolder(userFolder);
  }
});

test('the fuses are set, only what runs is in the package, and it is hardly larger than Electron', async () => {
  const packed = copyPackedApp();
  const wire = await getCurrentFuseWire(packed.executable);
  const stateOf = (fuse: FuseV1Options) => (wire[fuse] === FuseState.ENABLE ? 'on' : 'off');
  expect({
    runAsNode: stateOf(FuseV1Options.RunAsNode),
    cookieEncryption: stateOf(FuseV1Options.EnableCookieEncryption),
    nodeOptions: stateOf(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: stateOf(FuseV1Options.EnableNodeCliInspectArguments),
    asarIntegrity: stateOf(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: stateOf(FuseV1Options.OnlyLoadAppFromAsar),
    browserSnapshot: stateOf(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    fileProtocol: stateOf(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: 'off',
    cookieEncryption: 'on',
    nodeOptions: 'off',
    inspect: 'off',
    asarIntegrity: 'on',
    onlyAsar: 'on',
    browserSnapshot: 'off',
    fileProtocol: 'off',
  });

  const inArchive = listPackage(join(packed.folder, 'resources/app.asar'), { isPack: false }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  const packages = inArchive.flatMap((path) => /^\/node_modules\/([^/]+)$/u.exec(path)?.[1] ?? []);
  const addons = inArchive.filter((path) => path.endsWith('.node'));
  expect(packages).toEqual(['better-sqlite3']);
  expect(addons).toEqual([`/node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`]);
  expect(inArchive.filter((path) => /\.(?:map|ts|tsx|md)$/u.test(path))).toEqual([]);

  // What is bundled asks for it.
  expect(inArchive).toEqual(expect.arrayContaining(['/out/main/licences.txt', '/out/renderer/licences.txt']));

  // Beside Electron as it is downloaded, and beside one that speaks as few languages as the package does.
  const runtime = dirname(electronPath());
  const whole = sizeOfFolder(packed.folder);
  expect(whole - sizeOfFolder(runtime)).toBeLessThan(5 * MEGABYTE);
  const spoken = readdirSync(join(packed.folder, 'locales'));
  const unspoken = readdirSync(join(runtime, 'locales'))
    .filter((name) => !spoken.includes(name))
    .reduce((sum, name) => sum + statSync(join(runtime, 'locales', name)).size, 0);
  const added = whole - (sizeOfFolder(runtime) - unspoken);
  expect(added).toBeLessThan(ADDED_MEGABYTES * MEGABYTE);
  packed.remove();
});
