import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../../main/content-security-policy.ts';
import { CALL_NAMES, EVENT_NAMES } from '../../../shared/ipc/names.ts';
import { ipcCalls, ipcEvents } from '../../../shared/ipc/contract.ts';

/*
 * Electron's security checklist (electronjs.org/docs/latest/tutorial/security), as far as the sources can tell.
 * tests/e2e/security.test.ts asks the running app about the rest. The numbers are those of the checklist.
 */

type Source = { readonly path: string; readonly text: string };

const SHIPPED = ['main', 'preload', 'renderer', 'shared'];
const sources: readonly Source[] = SHIPPED.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|html|css)$/u.test(name))
    .map((name) => join(folder, name))
    .map((path) => ({ path, text: withoutComments(readFileSync(path, 'utf8')) })),
);

/** A comment may name what the code must not do. A `//` after a colon is an address. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//gu, '').replaceAll(/(?<!:)\/\/.*$/gmu, '');
}

function filesWith(pattern: RegExp): readonly string[] {
  return sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
}

function sourceOf(path: string): string {
  const found = sources.find((source) => source.path === path);
  if (found === undefined) throw new Error(`There is no ${path}.`);
  return found.text;
}

type Ban = readonly [rule: string, pattern: RegExp, example: string];

const BANS: readonly Ban[] = [
  [
    '1: no address without TLS',
    /['"`]http:\/\/(?!127\.0\.0\.1|localhost|\[::1\])/u,
    "load('http://example.com')",
  ],
  ['2: no Node in a page', /nodeIntegration(InWorker|InSubFrames)?:\s*true/u, 'nodeIntegration: true'],
  ['3: no page shares its world with the preload', /contextIsolation:\s*false/u, 'contextIsolation: false'],
  ['4: no page without a sandbox', /sandbox:\s*false|appendSwitch\(['"`]no-sandbox/u, 'sandbox: false'],
  ['6: the same-origin policy stays on', /webSecurity:\s*false|disable-web-security/u, 'webSecurity: false'],
  ['8: no insecure content', /allowRunningInsecureContent/u, 'allowRunningInsecureContent: true'],
  [
    '9: no experimental features',
    /experimentalFeatures|experimental-web-platform/u,
    'experimentalFeatures: true',
  ],
  ['10: no Blink features', /enableBlinkFeatures|enable-blink-features/u, "enableBlinkFeatures: 'X'"],
  ['11: no webview, no popups of one', /<webview|allowpopups/u, '<webview allowpopups>'],
  ['12: no webview tag', /webviewTag:\s*true/u, 'webviewTag: true'],
  ['18: no page from a file', /loadFile\(|['"`]file:\/\//u, "window.loadFile('index.html')"],
  ['20: no synchronous call', /sendSync|ipcMain\.on\(|returnValue/u, "ipcRenderer.sendSync('x')"],
  [
    'certificates are judged by the system',
    /setCertificateVerifyProc|certificate-error|rejectUnauthorized|TLS_REJECT/u,
    'rejectUnauthorized: false',
  ],
  ['no warning is silenced', /ELECTRON_DISABLE_SECURITY_WARNINGS/u, 'ELECTRON_DISABLE_SECURITY_WARNINGS'],
  ['no code from text', /\beval\(|new Function\(|document\.write|insertAdjacentHTML/u, "eval('1')"],
  ['no markup from text', /dangerouslySetInnerHTML|\.(inner|outer)HTML\s*=/u, 'element.innerHTML = text'],
  ['no memory is written down', /crashReporter/u, 'crashReporter.start({ uploadToServer: false })'],
  ['no remote debugging', /remote-debugging-port|inspect-brk/u, "appendSwitch('remote-debugging-port')"],
  [
    'no deprecated view or scheme',
    /BrowserView\b|interceptFileProtocol|registerFileProtocol|bypassCSP/u,
    'new BrowserView()',
  ],
];

describe('the sources that are shipped', () => {
  test('are all read', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['main/window.ts', 'preload/index.ts', 'renderer/index.html']),
    );
  });

  test.each(BANS)('%s', (_rule, pattern, example) => {
    expect(example).toMatch(pattern);
    // A list of names and a function that looks for them: it can switch nothing on.
    expect(filesWith(pattern).filter((path) => path !== 'main/forbidden-switches.ts')).toEqual([]);
  });

  test.each([
    ['window', /new BrowserWindow\(/u, ['main/window.ts']],
    ['place that hands an address to the system', /shell\.openExternal/u, ['main/system-adapter.ts']],
    [
      'place that asks for that',
      /system\.openExternal\(/u,
      ['main/frame/handlers.ts', 'main/records/handlers.ts'],
    ],
    // The adapter only removes the listener that electron-store adds.
    ['listener of calls (17)', /ipcMain/u, ['main/account/settings-file-adapter.ts', 'main/ipc/serve.ts']],
    ['handler of calls (17)', /ipcMain\.(?:handle|on|once)/u, ['main/ipc/serve.ts']],
    ['sender of events', /\.send\(EVENT_CHANNEL/u, ['main/ipc/push.ts']],
    ['bridge (20)', /exposeInMainWorld/u, ['preload/index.ts']],
    ['keychain', /safeStorage/u, ['main/account/keychain.ts']],
  ])('have one %s', (_what, pattern, paths) => {
    expect(filesWith(pattern)).toEqual(paths);
  });
});

describe('the window', () => {
  test.each(['sandbox: true', 'contextIsolation: true', 'nodeIntegration: false', 'webviewTag: false'])(
    'says %s, whatever the default is',
    (option) => {
      expect(sourceOf('main/window.ts')).toContain(option);
    },
  );

  test('has every guard of its contents and of its session set (5, 12, 13, 14)', () => {
    const security = sourceOf('main/security.ts');
    for (const guard of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      expect(security).toContain(`contents.on('${guard}'`);
    }
    for (const guard of [
      'setWindowOpenHandler',
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'onBeforeRequest',
    ]) {
      expect(security).toContain(`.${guard}(`);
    }
    expect(sourceOf('main/index.ts')).toContain('app.enableSandbox()');
  });
});

describe('the policy of the window (7)', () => {
  const directives = new Map(
    CONTENT_SECURITY_POLICY.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values.join(' ')];
    }),
  );

  test.each([
    ['default-src', "'none'"],
    ['script-src', "'self'"],
    ['style-src', "'self'"],
    ['connect-src', "'self'"],
    ['frame-src', "'none'"],
    ['object-src', "'none'"],
    ['base-uri', "'none'"],
    ['form-action', "'none'"],
    ['frame-ancestors', "'none'"],
    ['require-trusted-types-for', "'script'"],
    ['trusted-types', 'pdf-worker'],
  ])('%s is %s', (name, value) => {
    expect(directives.get(name)).toBe(value);
  });

  test('names no host, no wildcard and nothing unsafe', () => {
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:|wss?:/u);
  });

  test('can be kept by the page: it has no inline script and no inline style', () => {
    const page = sourceOf('renderer/index.html');
    expect(page).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\bsrc=)/u);
  });
});

describe('the bridge (20)', () => {
  test('names exactly the calls and the events of the contract', () => {
    expect([...CALL_NAMES].sort()).toEqual(Object.keys(ipcCalls).sort());
    expect([...EVENT_NAMES].sort()).toEqual(Object.keys(ipcEvents).sort());
  });

  test('is small, and passes on neither ipcRenderer nor an event object', () => {
    const preload = sourceOf('preload/index.ts');
    expect(preload.split('\n').length).toBeLessThan(60);
    expect(preload.match(/exposeInMainWorld\([^)]*\)/gu)).toEqual(["exposeInMainWorld('colleague', bridge)"]);
    expect(new Set(preload.match(/ipcRenderer\.\w+/gu))).toEqual(
      new Set(['ipcRenderer.invoke', 'ipcRenderer.on', 'ipcRenderer.removeListener']),
    );
    expect(preload).not.toMatch(/listener\(_?event/u);
  });
});

/** Supported in November 2026: the three newest majors (electronjs.org/docs/latest/tutorial/electron-timelines). */
const SUPPORTED_MAJORS = [43, 44, 45];

test('Electron is pinned to a release of a supported major (16)', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const version = manifest.devDependencies['electron'] ?? '';
  expect(version).toMatch(/^\d+\.\d+\.\d+$/u);
  expect(SUPPORTED_MAJORS).toContain(Number.parseInt(version, 10));
});

/* What the package is built with. Until there are packages to open, what is asked for is all that can be read. */
test.each([
  ['runAsNode', false],
  ['enableNodeOptionsEnvironmentVariable', false],
  ['enableNodeCliInspectArguments', false],
  ['grantFileProtocolExtraPrivileges', false],
  ['enableCookieEncryption', true],
  ['enableEmbeddedAsarIntegrityValidation', true],
  ['onlyLoadAppFromAsar', true],
])('The package is to be built with the fuse %s set to %s (19)', (name, isOn) => {
  const configuration = readFileSync('electron-builder.yml', 'utf8');
  const fuses = /^electronFuses:\n((?: {2}.*\n)+)/mu.exec(configuration)?.[1];
  expect(fuses?.split('\n')).toContain(`  ${name}: ${isOn}`);
});
