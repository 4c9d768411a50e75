import type { Page } from '@playwright/test';

/* What script in the window might try, for the app as it is built and as it is installed. */

/** Names of Node that the page knows, and what the app has given it. */
export function findPowers(page: Page) {
  return page.evaluate(() => ({
    known: [
      'require',
      'process',
      'Buffer',
      'module',
      'global',
      '__dirname',
      'electron',
      'ipcRenderer',
    ].filter((name) => name in globalThis),
    ours: Object.keys((globalThis as unknown as { colleague: object }).colleague),
  }));
}

/** Makes code and markup from text, in every way that pages have. */
export function tryScripts(page: Page) {
  return page.evaluate(async () => {
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
      eval: attempt(() => Reflect.apply(Reflect.get(globalThis, 'eval') as () => unknown, undefined, ['1'])),
      constructor: attempt(() => Reflect.construct(Function, ['return 1'])),
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
}

/** How all of `tryScripts` ends. */
export const NO_SCRIPT_RAN = {
  results: {
    eval: 'EvalError',
    constructor: 'EvalError',
    timer: 'TypeError',
    innerHtml: 'TypeError',
    source: 'TypeError',
    policy: 'TypeError',
  },
  planted: undefined,
  isReported: true,
};

/** Calls an address in every way that pages have. */
export function tryNetwork(page: Page, outside: string) {
  return page.evaluate(async (url: string) => {
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
  }, outside);
}

/** How all of `tryNetwork` ends; a beacon says nothing of what became of it. */
export const ALL_REFUSED = {
  fetch: 'refused',
  request: 'refused',
  socket: 'refused',
  image: 'refused',
  sheet: 'refused',
};
