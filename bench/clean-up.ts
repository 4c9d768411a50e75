import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Stop = () => Promise<unknown> | void;

/** What a bench has started, to be ended in reverse order: after it, when it fails, and when the run is interrupted. */
export type CleanUp = {
  add(stop: Stop): void;
  /** Waits until something has started. It is ended even if the run is interrupted while it starts. */
  begin<Value>(starting: Promise<Value>, end: (value: Value) => Promise<unknown> | void): Promise<Value>;
  /** A folder that is gone afterwards. */
  makeFolder(): string;
  /** Goes on when one of them fails; throws the first failure at the end. A second call waits for the first. */
  run(): Promise<void>;
};

export function createCleanUp(): CleanUp {
  const stops: Stop[] = [];
  let running: Promise<void> | undefined;
  const runAll = async () => {
    const failures: unknown[] = [];
    for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) {
      try {
        await stop();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  return {
    add: (stop) => void stops.push(stop),
    begin(starting, end) {
      // What failed to start has said so to the one who waits for it.
      stops.push(() => starting.then(end, () => undefined));
      return starting;
    },
    makeFolder() {
      const folder = mkdtempSync(join(tmpdir(), 'colleague-bench-'));
      stops.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
      return folder;
    },
    run: () => (running ??= runAll()),
  };
}
