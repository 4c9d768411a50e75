import type { ElectronApplication } from '@playwright/test';
import { askMain } from '../support/ask-main.ts';
import { callMain } from '../support/call-main.ts';
import type { DesktopApp } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { waitForRecords } from '../support/journeys.ts';
import { startOutside } from '../support/outside.ts';

/*
 * The running half of Electron's security checklist: where the page may go and what it may ask for. tests/unit/house/security-contract.test.ts
 * reads the sources. The numbers are those of the checklist.
 */

const HOME = 'app://bundle/index.html';

async function startSignedIn(startApp: (user: 'priya') => Promise<DesktopApp>): Promise<DesktopApp> {
  const app = await startApp('priya');
  await waitForRecords(app.page);
  return app;
}

function countWindows(electron: ElectronApplication): Promise<number> {
  return electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
}

test('the page stays where it is, and stays one (12, 13, 14)', async ({ startApp }) => {
  const { electron, page } = await startSignedIn(startApp);
  const outside = await startOutside();
  await page.evaluate(() => {
    document.body.dataset['mark'] = 'the same document';
  });
  const ways: readonly (readonly [string, (url: string) => void])[] = [
    ['location', (url) => void (location.href = url)],
    ['replace', (url) => location.replace(url)],
    [
      'link',
      (url) => {
        const link = document.createElement('a');
        link.href = url;
        document.body.append(link);
        link.click();
        link.remove();
      },
    ],
    [
      'link to a new window',
      (url) => {
        const link = document.createElement('a');
        link.href = url;
        link.target = '_blank';
        document.body.append(link);
        link.click();
        link.remove();
      },
    ],
    [
      'form',
      (url) => {
        const form = document.createElement('form');
        form.action = url;
        form.method = 'post';
        document.body.append(form);
        form.submit();
        form.remove();
      },
    ],
  ];
  for (const [way, go] of ways) {
    for (const url of [`${outside.url}/`, 'https://example.com/', 'file:///etc/passwd', 'data:text/html,x']) {
      await page.evaluate(go, url).catch(() => undefined);
      expect(page.url(), `${way} to ${url}`).toBe(HOME);
    }
  }
  for (const url of ['https://example.com/', 'about:blank', HOME, 'javascript:1']) {
    expect(await page.evaluate((target) => window.open(target) === null, url), url).toBe(true);
  }
  const guest = await page.evaluate(async () => {
    const webview = document.createElement('webview');
    webview.setAttribute('src', 'https://example.com/');
    document.body.append(webview);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    webview.remove();
    return 'getWebContentsId' in webview;
  });
  expect(guest).toBe(false);
  expect(await countWindows(electron)).toBe(1);
  expect(await page.evaluate(() => document.body.dataset['mark'])).toBe('the same document');
  expect(outside.hits()).toBe(0);
  outside.close();
});

test('a webview or a redirect is refused by main itself, whatever a window allows (12, 13)', async ({
  startApp,
}) => {
  const { electron } = await startSignedIn(startApp);
  // A window that has what ours forbids: the guards hang on every contents, not on our window alone.
  const attached = await electron.evaluate(async ({ BrowserWindow, webContents }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
    let isPrevented: boolean | undefined;
    window.webContents.on('will-attach-webview', (event) => {
      isPrevented = event.defaultPrevented;
    });
    await window.loadURL('data:text/html,<webview src="data:text/html,guest"></webview>');
    await window.webContents.executeJavaScript(
      'new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))',
    );
    const guests = webContents
      .getAllWebContents()
      .filter((contents) => contents.getType() === 'webview').length;
    window.destroy();
    return { isPrevented, guests };
  });
  expect(attached).toEqual({ isPrevented: true, guests: 0 });
});

test('a page may ask for nothing but to copy (5)', async ({ startApp }) => {
  const { electron, page } = await startSignedIn(startApp);
  const states = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'camera',
      'microphone',
      'notifications',
      'midi',
      'clipboard-read',
      'persistent-storage',
      'storage-access',
      'background-sync',
      'window-management',
      'local-fonts',
      'idle-detection',
    ];
    const state = (name: string) =>
      navigator.permissions.query({ name: name as PermissionName }).then(
        (found) => found.state,
        () => 'unknown',
      );
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await state(name)] as const)),
    );
  });
  expect(Object.entries(states).filter(([, state]) => state === 'granted')).toEqual([]);
  for (const name of ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read']) {
    expect(states[name], name).toBe('denied');
  }

  const attempts = await page.evaluate(async () => {
    const settle = (run: () => Promise<unknown>) =>
      Promise.resolve()
        .then(run)
        .then(
          (value) => (value === 'denied' ? 'refused' : 'granted'),
          () => 'refused',
        );
    const place = () =>
      new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject));
    return {
      place: await settle(place),
      camera: await settle(() => navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: await settle(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await settle(() => navigator.mediaDevices.getDisplayMedia()),
      notification: await settle(() => Notification.requestPermission()),
      midi: await settle(() => navigator.requestMIDIAccess()),
      clipboard: await settle(() => navigator.clipboard.readText()),
    };
  });
  expect(new Set(Object.values(attempts))).toEqual(new Set(['refused']));

  // Writing needs a focused page, which nobody gives without a window manager: the permission itself is asked for.
  const mayCopy = await page.evaluate(async () => {
    const found = await navigator.permissions.query({ name: 'clipboard-write' as PermissionName });
    return found.state;
  });
  expect(mayCopy).toBe('granted');
  await callMain(page, 'app:copy-text', { text: 'copied' });
  expect(await electron.evaluate(async ({ clipboard }) => clipboard.readText())).toBe('copied');
});

test('a call with a wrong name or input is refused, and one from elsewhere is not heard (17)', async ({
  startApp,
}) => {
  const { electron, page } = await startSignedIn(startApp);
  for (const name of ['app:quit', 'constructor', '__proto__', '']) {
    expect(await askMain(page, name, {}), name).toMatch(/^thrown: .*Unknown call/u);
  }
  const bad: readonly (readonly [string, unknown])[] = [
    ['records:get', undefined],
    ['records:get', { recordId: 7 }],
    ['records:get', { recordId: 'CAN-1010', more: 1 }],
    ['records:list', { query: '', offset: -1, limit: 10 }],
    ['records:list', { query: 'x'.repeat(201), offset: 0, limit: 10 }],
    ['messages:send-text', { conversationId: '../..', text: '' }],
    ['settings:read-example', { text: 'x'.repeat(50_001) }],
  ];
  for (const [name, input] of bad) {
    expect(await askMain(page, name, input), name).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
  }

  const frames = await page.evaluate(async () => {
    const open = async (prepare: (frame: HTMLIFrameElement) => void) => {
      const frame = document.createElement('iframe');
      try {
        prepare(frame);
      } catch (error) {
        return (error as Error).name;
      }
      document.body.append(frame);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      let found = 'no bridge';
      try {
        if ('colleague' in (frame.contentWindow ?? {})) found = 'bridge';
      } catch {
        found = 'another origin';
      }
      frame.remove();
      return found;
    };
    const blob = URL.createObjectURL(new Blob(['<p>blob</p>'], { type: 'text/html' }));
    return {
      blank: await open(() => undefined),
      blob: await open((frame) => (frame.src = blob)),
      ours: await open((frame) => (frame.src = 'app://bundle/index.html')),
      text: await open((frame) => (frame.srcdoc = '<p>text</p>')),
    };
  });
  expect(Object.values(frames)).not.toContain('bridge');
  // Text becomes no document at all: it is a sink that the policy closes.
  expect(frames.text).toBe('TypeError');

  // The bridge in a frame, and in a window that is not ours: only main is left to refuse, and does.
  const elsewhere = await electron.evaluate(async ({ BrowserWindow, app }, home) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`;
    const call = `globalThis.colleague.call('app:get-snapshot', {})`;
    const window = new BrowserWindow({
      show: false,
      webPreferences: { preload, nodeIntegrationInSubFrames: true, sandbox: true },
    });
    await window.loadURL(home);
    const inWindow = (await window.webContents.executeJavaScript(call)) as unknown;
    await window.loadURL('data:text/html,<iframe srcdoc="frame"></iframe>');
    const frame = window.webContents.mainFrame.frames[0];
    const inFrame: unknown = await frame?.executeJavaScript(call);
    window.destroy();
    return { inWindow, inFrame };
  }, HOME);
  const forbidden = { ok: false, error: { code: 'forbidden' } };
  expect(elsewhere.inWindow).toMatchObject(forbidden);
  expect(elsewhere.inFrame).toMatchObject(forbidden);
});

test('only a checked address reaches the operating system (15)', async ({ startApp }) => {
  const { electron, page } = await startSignedIn(startApp);
  await electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => void opened.push(url);
  });
  const listOpened = () => electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);

  for (const url of [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://server/share',
    '\\\\server\\share',
    'ms-msdt:/id PCWDiagnostic',
    'data:text/html,x',
    'https://user:secret@example.com/',
    'https://user@example.com/',
    HOME,
    'not an address',
    `https://example.com/${'a'.repeat(2_100)}`,
  ]) {
    expect(await askMain(page, 'app:open-link', { url }), url).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
  }
  const { rows } = (
    (await askMain(page, 'records:list', { query: 'Sam Taylor', offset: 0, limit: 1 })) as {
      value: { rows: { id: string }[] };
    }
  ).value;
  const recordId = rows[0]?.id;
  for (const e164 of ['+447700900457', '+1900555', 'tel:112', '+447700900456&body=x', '']) {
    expect(await askMain(page, 'records:open-sms', { recordId, e164 }), e164).toMatchObject({ ok: false });
  }
  expect(await listOpened()).toEqual([]);

  expect(await askMain(page, 'app:open-link', { url: 'https://example.co.uk/jobs?id=1' })).toMatchObject({
    ok: true,
  });
  expect(await askMain(page, 'records:open-sms', { recordId, e164: '+447700900456' })).toMatchObject({
    ok: true,
  });
  expect(await listOpened()).toEqual(['https://example.co.uk/jobs?id=1', 'sms:+447700900456']);
});
