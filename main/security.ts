import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type App, type Session, type WebContents, protocol } from 'electron';
import type { StagedFile } from '../shared/ipc/views.ts';
import { APP_ORIGIN, APP_SCHEME, isAppUrl, resolveAppPath } from './app-url.ts';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';
import { type MediaAnswer, type MediaAsk, parseMediaPath } from './media/serve-media.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
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
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true },
    },
  ]);
}

/** Hands out the file of a message; undefined where nobody is signed in. */
export type ServeMedia = (asked: MediaAsk, range: string | undefined) => Promise<MediaAnswer> | undefined;

/** Takes a file that the user attached; undefined where nobody is signed in. */
export type StageFile = (file: {
  readonly fileName: string;
  readonly mimeType: string;
  readonly body: AsyncIterable<Uint8Array>;
}) => Promise<StagedFile> | undefined;

/**
 * Serves the built window from `root` and the files of messages under `/media/`, with the policy on every answer, and
 * refuses whatever lies outside of it.
 */
export function serveAppScheme(
  session: Session,
  root: string,
  { serveMedia, stage }: { readonly serveMedia: ServeMedia; readonly stage: StageFile },
): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const asked = isAppUrl(request.url) ? parseMediaPath(new URL(request.url).pathname) : undefined;
    if (asked !== undefined && request.method === 'GET') {
      return answerWithMedia(serveMedia(asked, request.headers.get('range') ?? undefined));
    }
    if (isAppUrl(request.url) && new URL(request.url).pathname === '/attachments')
      return takeFile(request, stage);
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

async function answerWithMedia(asked: ReturnType<ServeMedia>): Promise<Response> {
  try {
    const answer = await asked;
    if (answer === undefined) return refuse(404);
    const headers = { ...answer.headers, 'content-security-policy': CONTENT_SECURITY_POLICY };
    if (answer.body === undefined) return new Response('', { status: answer.status, headers });
    return new Response(toStream(answer.body), { status: answer.status, headers });
  } catch {
    // What went wrong is in the log, and the message says so.
    return refuse(404);
  }
}

/** The bytes are the body. Only a page of ours reaches this: the session has no other, and a stranger's page no session. */
async function takeFile(request: Request, stage: StageFile): Promise<Response> {
  const { method, body, headers } = request;
  if (method !== 'POST' || body === null) return refuse(404);
  let fileName: string;
  try {
    fileName = decodeURIComponent(headers.get('x-file-name') ?? '');
  } catch {
    return refuse(400);
  }
  const mimeType = headers.get('content-type') ?? '';
  const staged = await stage({ fileName, mimeType, body });
  if (staged === undefined) return refuse(404);
  return Response.json(staged, {
    headers: { 'content-security-policy': CONTENT_SECURITY_POLICY, 'x-content-type-options': 'nosniff' },
  });
}

/** Reads on only as far as somebody looks, and stops when they look away. */
function toStream(body: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const bytes = body[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await bytes.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await bytes.return?.();
    },
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
