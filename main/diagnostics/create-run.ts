import type { Context } from '../context.ts';
import type { CrashRecord } from '../recovery/crash-record.ts';
import { describeVersions } from './describe-versions.ts';
import type { LogTail } from './log-tail.ts';

/** What the diagnostics tell of this run of the app, as it stands when they are asked for. */
export function createRun(
  appVersion: string,
  run: { readonly startedAt: number; readonly crashes: CrashRecord; readonly tail: LogTail },
): Context['run'] {
  return {
    describe: () => ({
      startedAt: run.startedAt,
      versions: describeVersions(appVersion),
      memoryMb: Math.round(process.memoryUsage.rss() / 1_000_000),
      crashes: run.crashes.counts(),
      lines: run.tail.list(),
    }),
  };
}
