import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type App, type Session, type WebContents, protocol } from 'electron';
import { APP_ORIGIN, APP_SCHEME, isAppUrl, resolveAppPath } from './app-url.ts';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** What a page may ask for. An allow-list, so that a permission that Chromium invents tomorrow is refused. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Before `ready`: our scheme is a real, secure origin with its own cached code. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built window from `root` with the policy on every answer, and refuses whatever lies outside of it. */
export function serveAppScheme(session: Session, root: string): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const path = resolveAppPath(request.url, root);
    if (path === undefined || request.method !== 'GET') return refuse(404);
    try {
      const body = await readFile(path);
      return new Response(new Uint8Array(body), { headers: headersFor(path) });
    } catch {
      return refuse(404);
    }
  });
}

function headersFor(path: string): Record<string, string> {
  return {
    'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
}

function refuse(status: number): Response {
  return new Response('', { status, headers: { 'content-security-policy': CONTENT_SECURITY_POLICY } });
}

/** Denies every permission but the listed ones, and every request that leaves the app: the window has no network. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    decide(ALLOWED_PERMISSIONS.has(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => ALLOWED_PERMISSIONS.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isLocalRequest(details.url) });
  });
}

function isLocalRequest(url: string): boolean {
  return (
    isAppUrl(url) ||
    url.startsWith('devtools:') ||
    url.startsWith('data:') ||
    url.startsWith(`blob:${APP_ORIGIN}`)
  );
}

/** No page navigates away, opens a window or attaches a webview. Links go through `app:open-link`, where they are checked. */
export function lockContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => lockOne(contents));
}

function lockOne(contents: WebContents): void {
  const stayHome = (event: { preventDefault(): void; readonly url: string }) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stayHome);
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
