import type { OpenApp } from './open-app.ts';

/** What stood still for longer than a person would call at once, in ms. */
export type Stalls = { readonly main: readonly number[]; readonly page: readonly number[] };

declare global {
  interface Window {
    benchStalls?: number[];
  }
  // Seen by the main process only.
  var benchMainStalls: number[] | undefined;
}

/** Longer is a stall; the browser's own long tasks are counted by the same figure. */
const STALL_MS = 50;

/** Begins to note when the main process, or the page, is not free for more than 50 ms. */
export async function watchStalls({ electron, page }: Pick<OpenApp, 'electron' | 'page'>): Promise<void> {
  await electron.evaluate((_electron, limitMs) => {
    const stalls: number[] = [];
    globalThis.benchMainStalls = stalls;
    const stepMs = 5;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      if (now - last - stepMs > limitMs) stalls.push(now - last - stepMs);
      last = now;
    }, stepMs);
  }, STALL_MS);
  await page.evaluate(() => {
    const stalls: number[] = [];
    window.benchStalls = stalls;
    new PerformanceObserver((list) =>
      stalls.push(...list.getEntries().map((entry) => entry.duration)),
    ).observe({
      type: 'longtask',
    });
  });
}

/** What was noted so far. */
export async function readStalls({ electron, page }: Pick<OpenApp, 'electron' | 'page'>): Promise<Stalls> {
  return {
    main: await electron.evaluate(() => globalThis.benchMainStalls ?? []),
    page: await page.evaluate(() => window.benchStalls ?? []),
  };
}
