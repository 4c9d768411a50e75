import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** When the text that is waited for has been painted, by the page's clock. */
    benchPainted?: Promise<number>;
  }
}

/** How many milliseconds the page's clock shows more than `performance.now()` of this process. */
export async function measureClockOffset(page: Page): Promise<number> {
  let best = { offsetMs: 0, roundTripMs: Number.POSITIVE_INFINITY };
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const askedAt = performance.now();
    const pageNow = await page.evaluate(() => performance.now());
    const roundTripMs = performance.now() - askedAt;
    // The quicker the answer, the less can be wrong with the middle of the time.
    if (roundTripMs < best.roundTripMs)
      best = { offsetMs: pageNow - (askedAt + roundTripMs / 2), roundTripMs };
  }
  return best.offsetMs;
}

/** Resolves when the page is watching for a text in its log. */
export async function watchForText(page: Page, text: string): Promise<void> {
  await page.evaluate((awaited) => {
    const log = document.querySelector('[role="log"]');
    if (log === null) throw new Error('The page has no log.');
    window.benchPainted = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!log.textContent.includes(awaited)) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          // A frame's callbacks run before it is painted, a message after.
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => resolve(performance.now()));
          port1.start();
          port2.postMessage('');
        });
      });
      observer.observe(log, { subtree: true, childList: true, characterData: true });
    });
  }, text);
}

/** When that text was painted, by the page's `performance.now()`. */
export async function whenPainted(page: Page): Promise<number> {
  return page.evaluate(() => window.benchPainted ?? Number.NaN);
}
