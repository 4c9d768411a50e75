import type { StreamSession } from './stream-session.ts';

export type LineBudget = {
  /** So many bytes were handed to a line. */
  notePushed(bytes: number): void;
  stop(): void;
};

/** What all lines together may have in hand that they did not take yet. */
const MAX_BUFFERED_BYTES = 256 * 1024 * 1024;
const SLOW_RETURN_MS = 5_000;

/**
 * Bounds the memory that slow lines hold together: above it, those that hold most are told that they are too slow. They
 * come back at their cursors, and lose nothing.
 */
export function createLineBudget(
  sessions: ReadonlySet<Pick<StreamSession, 'bufferedBytes' | 'end'>>,
  maxBytes = MAX_BUFFERED_BYTES,
): LineBudget {
  let pushedBytes = 0;
  let check: NodeJS.Immediate | undefined;

  /** Not at once: a line that is quick has handed over by then what it was given in this turn. */
  function relieve(): void {
    check = undefined;
    pushedBytes = 0;
    const lines = [...sessions].map((session) => ({ session, bytes: session.bufferedBytes() }));
    let total = lines.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total <= maxBytes) return;
    for (const { session, bytes } of lines.sort((one, other) => other.bytes - one.bytes)) {
      if (total <= maxBytes / 2) return;
      total -= bytes;
      session.end('too-slow', { retryAfterMs: SLOW_RETURN_MS });
    }
  }

  return {
    notePushed(bytes) {
      pushedBytes += bytes;
      if (pushedBytes > maxBytes / 8) check ??= setImmediate(relieve);
    },
    stop: () => clearImmediate(check),
  };
}
