import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication, Page } from '@playwright/test';
import { CONTENT_SECURITY_POLICY } from '../../main/content-security-policy.ts';
import type { DesktopApp } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, openRecord, writeText } from '../support/journeys.ts';
import { demoIds } from '../../simulator/demo-world.ts';

/*
 * The running half of Electron's security checklist; tests/unit/house/security-contract.test.ts reads the sources. The
 * numbers are those of the checklist.
 */

const HOME = 'app://bundle/index.html';

/** A server outside the app that counts who reached it: what the window was refused must not even have tried. */
type Outside = { readonly url: string; readonly hits: () => number; close(): void };

async function startOutside(): Promise<Outside> {
  let hits = 0;
  const server: Server = createServer((_request, response) => {
    hits += 1;
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('outside');
  });
  server.on('upgrade', (_request, socket) => {
    hits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server has an address object, not a pipe's name.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, hits: () => hits, close: () => server.close() };
}

async function startSignedIn(startApp: (user: 'priya') => Promise<DesktopApp>): Promise<DesktopApp> {
  const app = await startApp('priya');
  await app.page.getByRole('grid', { name: 'Records' }).getByRole('row').first().waitFor();
  return app;
}

function countWindows(electron: ElectronApplication): Promise<number> {
  return electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
}

/** What the window's own bridge answers, as the page sees it. */
function ask(page: Page, name: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    ([called, given]) => {
      const { colleague } = globalThis as unknown as {
        colleague: { call(name: string, input: unknown): Promise<unknown> };
      };
      return colleague.call(called, given).catch((error: unknown) => `thrown: ${String(error)}`);
    },
    [name, input] as const,
  );
}

test('the page has no Node, and of the app exactly two functions (2, 3, 4, 6, 8, 9, 10, 12, 20)', async ({
  startApp,
}) => {
  const { electron, page } = await startSignedIn(startApp);

  const known = await page.evaluate(() =>
    ['require', 'process', 'Buffer', 'module', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(known).toEqual([]);
  expect(
    await page.evaluate(() => Object.keys((globalThis as unknown as { colleague: object }).colleague)),
  ).toEqual(['call', 'on']);

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
  const outcome = await page.evaluate(async () => {
    const marks = globalThis as unknown as Record<string, unknown>;
    const attempt = (run: () => unknown) => {
      try {
        run();
        return 'ran';
      } catch (error) {
        return (error as Error).name;
      }
    };
    // Outside of this evaluation: for its own sake the debugger may make code from text.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(event.effectiveDirective),
    );
    const results = {
      eval: attempt(() => (0, eval)('1')),
      constructor: attempt(() => new Function('return 1')()),
      timer: attempt(() => setTimeout('globalThis.planted = 1' as unknown as () => void)),
      innerHtml: attempt(() => {
        document.createElement('div').innerHTML = '<img src=x onerror="globalThis.planted = 1">';
      }),
      source: attempt(() => {
        document.createElement('script').src = 'https://example.com/x.js';
      }),
      policy: attempt(() =>
        (
          globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }
        ).trustedTypes.createPolicy('mine', {}),
      ),
    };
    const script = document.createElement('script');
    // Refused at once, or when it would run: both are refusals.
    attempt(() => script.append('globalThis.planted = 1'));
    attempt(() => document.body.append(script));
    const handler = document.createElement('button');
    attempt(() => handler.setAttribute('onclick', 'globalThis.planted = 1'));
    document.body.append(handler);
    handler.click();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    script.remove();
    handler.remove();
    return { results, planted: marks['planted'], isReported: violations.length > 0 };
  });
  expect(outcome.planted).toBeUndefined();
  expect(outcome.isReported).toBe(true);
  expect(outcome.results).toEqual({
    eval: 'EvalError',
    constructor: 'EvalError',
    timer: 'TypeError',
    innerHtml: 'TypeError',
    source: 'TypeError',
    policy: 'TypeError',
  });
});

test('the window has no network: nothing that it tries leaves the app (1, 7)', async ({ startApp }) => {
  const { electron, page } = await startSignedIn(startApp);
  const outside = await startOutside();
  const tries = async (url: string) => {
    const settle = (run: () => Promise<unknown>) =>
      run().then(
        () => 'reached',
        () => 'refused',
      );
    const load = (element: HTMLImageElement | HTMLScriptElement | HTMLLinkElement, start: () => void) =>
      new Promise((resolve, reject) => {
        element.addEventListener('load', resolve);
        element.addEventListener('error', reject);
        start();
      });
    const image = new Image();
    const socket = () =>
      new Promise((resolve, reject) => {
        const opened = new WebSocket(url.replace('http', 'ws'));
        opened.addEventListener('open', resolve);
        opened.addEventListener('error', reject);
      });
    const request = () =>
      new Promise((resolve, reject) => {
        const xhr = new XMLHttpRequest();
        xhr.addEventListener('load', resolve);
        xhr.addEventListener('error', reject);
        xhr.open('GET', `${url}/xhr`);
        xhr.send();
      });
    const sheet = document.createElement('link');
    return {
      fetch: await settle(() => fetch(`${url}/fetch`)),
      request: await settle(request),
      socket: await settle(socket),
      image: await settle(() => load(image, () => (image.src = `${url}/image.png`))),
      sheet: await settle(() =>
        load(sheet, () => {
          sheet.rel = 'stylesheet';
          sheet.href = `${url}/sheet.css`;
          document.head.append(sheet);
        }),
      ),
      beacon: navigator.sendBeacon(`${url}/beacon`) ? 'queued' : 'refused',
    };
  };
  const refused = {
    fetch: 'refused',
    request: 'refused',
    socket: 'refused',
    image: 'refused',
    sheet: 'refused',
  };
  expect(await page.evaluate(tries, outside.url)).toMatchObject(refused);
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

  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  await page.evaluate(() => navigator.clipboard.writeText('copied'));
  expect(await electron.evaluate(async ({ clipboard }) => clipboard.readText())).toBe('copied');
});

test('a call with a wrong name or input is refused, and one from elsewhere is not heard (17)', async ({
  startApp,
}) => {
  const { electron, page } = await startSignedIn(startApp);
  for (const name of ['app:quit', 'constructor', '__proto__', '']) {
    expect(await ask(page, name, {}), name).toMatch(/^thrown: .*Unknown call/u);
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
    expect(await ask(page, name, input), name).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
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
    const inFrame = (await frame?.executeJavaScript(call)) as unknown;
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
    expect(await ask(page, 'app:open-link', { url }), url).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
  }
  const { rows } = (
    (await ask(page, 'records:list', { query: 'Sam Taylor', offset: 0, limit: 1 })) as {
      value: { rows: { id: string }[] };
    }
  ).value;
  const recordId = rows[0]?.id;
  for (const e164 of ['+447700900457', '+1900555', 'tel:112', '+447700900456&body=x', '']) {
    expect(await ask(page, 'records:open-sms', { recordId, e164 }), e164).toMatchObject({ ok: false });
  }
  expect(await listOpened()).toEqual([]);

  expect(await ask(page, 'app:open-link', { url: 'https://example.co.uk/jobs?id=1' })).toMatchObject({
    ok: true,
  });
  expect(await ask(page, 'records:open-sms', { recordId, e164: '+447700900456' })).toMatchObject({
    ok: true,
  });
  expect(await listOpened()).toEqual(['https://example.co.uk/jobs?id=1', 'sms:+447700900456']);
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
  for (const keys of ['Control+2', 'Control+3', 'Control+1']) await page.keyboard.press(keys);
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
