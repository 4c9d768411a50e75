/**
 * Chromium's switches that let whoever starts the app read its pages, run code or programs in it, or look past its sandbox
 * and its keychain. Names as in Chromium's sources (`content_switches.cc`, `network_switches.cc`, `os_crypt_switches.cc`).
 */
export const FORBIDDEN_SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
  'no-sandbox',
  'disable-gpu-sandbox',
  'disable-setuid-sandbox',
  'no-zygote',
  'single-process',
  'in-process-gpu',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'browser-subprocess-path',
  'js-flags',
  'load-extension',
  'disable-web-security',
  'disable-site-isolation-trials',
  'enable-blink-features',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'host-rules',
  'host-resolver-rules',
  'log-net-log',
  'ssl-key-log-file',
  'use-mock-keychain',
  'password-store',
] as const;

/** The first switch of this start with which an installed app does not run; undefined where there is none. */
export function findForbiddenSwitch(options: {
  readonly hasSwitch: (name: string) => boolean;
  /** Chromium has no sandbox for root, as in a container, and starts only if it is told so. */
  readonly isRoot: boolean;
  /** A copy that a test has opened: it may be driven from outside, and nothing else. */
  readonly isDrivable: boolean;
}): string | undefined {
  const isAllowed = (name: string) =>
    (name === 'no-sandbox' && options.isRoot) || (name === 'remote-debugging-port' && options.isDrivable);
  return FORBIDDEN_SWITCHES.find((name) => options.hasSwitch(name) && !isAllowed(name));
}
