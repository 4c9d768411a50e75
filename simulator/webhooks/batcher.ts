import type { SimulatorClock } from '../clock.ts';
import type { Update } from './update.ts';

export type BatchSettings = {
  /** Updates per body, 1 to 1,000. */
  batchSize: number;
  /** Simulated milliseconds that an incomplete batch waits for company. */
  batchLingerMs: number;
};

export type Batcher = {
  readonly add: (url: string, update: Update) => void;
  readonly clear: () => void;
  readonly pendingCount: () => number;
};

/** Collects updates per callback and hands them on when a batch is full or has waited long enough. */
export function createBatcher(
  settings: BatchSettings,
  clock: SimulatorClock,
  flush: (url: string, updates: readonly Update[]) => void,
): Batcher {
  const waiting = new Map<string, Update[]>();

  function take(url: string): void {
    const updates = waiting.get(url);
    if (updates === undefined) return;
    waiting.delete(url);
    flush(url, updates);
  }

  function add(url: string, update: Update): void {
    if (settings.batchSize <= 1) {
      flush(url, [update]);
      return;
    }
    const updates = waiting.get(url) ?? [];
    updates.push(update);
    if (updates.length === 1) clock.after(settings.batchLingerMs, () => take(url));
    waiting.set(url, updates);
    if (updates.length >= settings.batchSize) take(url);
  }

  return { add, clear: () => waiting.clear(), pendingCount: () => waiting.size };
}
