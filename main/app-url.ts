import { join, normalize, sep } from 'node:path';

export const APP_SCHEME = 'app';
const APP_HOST = 'bundle';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** Whether a URL is a page of ours. Compared by protocol and host: Node says that the origin of `app:` is "null". */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol: scheme, host } = new URL(url);
  return scheme === `${APP_SCHEME}:` && host === APP_HOST;
}

/** The file a URL of ours stands for; undefined for another host or a path that leaves `root`. */
export function resolveAppPath(url: string, root: string): string | undefined {
  if (!isAppUrl(url)) return undefined;
  const { pathname } = new URL(url);
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0')) return undefined;
  const path = normalize(join(root, decoded === '/' ? 'index.html' : decoded));
  return path.startsWith(normalize(root) + sep) ? path : undefined;
}

/** One address and nothing else: no subject, no copies, no attachment that the person's link would choose. */
const MAILTO = /^mailto:[\w.%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}$/iu;

/** A link that a person sent, if it is safe to hand to the system: https (or http), no user-info; or one address to write to. */
export function checkExternalUrl(raw: string): string | undefined {
  if (raw.length > 2_048 || !URL.canParse(raw)) return undefined;
  const url = new URL(raw);
  if (url.protocol === 'mailto:') return MAILTO.test(raw) ? raw : undefined;
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isWeb || url.username !== '' || url.password !== '' || url.hostname === '') return undefined;
  return url.href;
}
