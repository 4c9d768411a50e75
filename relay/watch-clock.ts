import type { RelayContext } from './context.ts';

export type ClockWatch = {
  /** Looks now. Also done by itself, every few seconds. */
  check(): Promise<void>;
  stop(): void;
};

const LOOK_MS = 10_000;
/** Clocks are set by less all the time, and nobody suffers. */
const JUMP_MS = 5_000;

/**
 * Notices that somebody set the computer's clock. Order, cursors and heartbeats do not depend on it; what is due later
 * does: after a clock was set back, waiting messages would wait that much longer, so they are looked at again at once.
 */
export function startClockWatch(
  { log, logger, now, elapsed }: Pick<RelayContext, 'log' | 'logger' | 'now' | 'elapsed'>,
  onJobsDue: () => void,
): ClockWatch {
  let difference = now() - elapsed();

  async function check(): Promise<void> {
    const jumpedMs = now() - elapsed() - difference;
    if (Math.abs(jumpedMs) < JUMP_MS) return;
    difference += jumpedMs;
    logger.warn({ jumpedMs: Math.round(jumpedMs) }, 'the clock of this computer was set');
    if (jumpedMs > 0) return;
    await log.write((transaction) => transaction.makeJobsDue(now()));
    onJobsDue();
  }

  const timer = setInterval(() => {
    check().catch((error: unknown) => logger.error({ error }, 'waiting messages were not looked at'));
  }, LOOK_MS).unref();
  return { check, stop: () => clearInterval(timer) };
}
