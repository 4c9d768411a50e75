import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Database } from '../db/client.ts';
import type { Log } from '../log.ts';
import { decideBackoffMs } from './backoff.ts';
import type { RelayHttp } from './relay-http.ts';

const BATCH = 100;

export type Publisher = {
  /** There may be something new to tell. */
  wake(): void;
  /** Tells what there is, now; resolves when that is done or cannot be done, at the latest after `limitMs`. */
  flush(limitMs: number): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Tells the relay what was sent on the user's own number, so that colleagues and the record see it and replies find
 * their conversation; and how far the user has read, for the user's other desktops. What the relay has not confirmed stays in the queue, across restarts.
 */
export function startPublisher(options: {
  readonly db: Database;
  readonly relay: RelayHttp;
  /** The relay does not know the own number (any more): it was restored from a backup, perhaps. */
  readonly onUnknownNumber: () => Promise<void>;
  readonly random: () => number;
  readonly log: Log;
}): Publisher {
  let isStopped = false;
  let attempt = 0;
  let isWanted = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const wake = () => {
    clearTimeout(timer);
    isWanted = !isStopped;
    if (isStopped || running !== undefined) return;
    running = drain().finally(() => {
      running = undefined;
    });
  };

  const drain = async () => {
    try {
      // Whoever asks while this is under way may have brought something after the last look.
      while (isWanted) {
        isWanted = false;
        const hasMessages = await publishOnce(options.db, options.relay);
        const hasMarks = await publishMarks(options.db, options.relay);
        isWanted ||= (hasMessages || hasMarks) && !isStopped;
        attempt = 0;
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      options.log.warn('sent messages could not be published', { code: error.code });
      if (error.code === 'forbidden') await tellNumber();
      timer = setTimeout(wake, decideBackoffMs(attempt, options.random));
      attempt += 1;
    }
  };

  const tellNumber = async () => {
    try {
      await options.onUnknownNumber();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      options.log.warn('the own number could not be told', { code: error.code });
    }
  };

  const tellAll = async () => {
    // What is under way may have begun before the last message was there.
    await running;
    wake();
    await running;
  };

  wake();
  return {
    wake,
    async flush(limitMs) {
      const done = new AbortController();
      const limit = delay(limitMs, undefined, { signal: done.signal }).catch(() => undefined);
      await Promise.race([tellAll(), limit]);
      done.abort();
    },
    async stop() {
      isStopped = true;
      isWanted = false;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Answers whether there may be more. */
async function publishOnce(db: Database, relay: RelayHttp): Promise<boolean> {
  const queued = await db.listToPublish({ limit: BATCH });
  if (queued.length === 0) return false;
  await relay.request({
    method: 'POST',
    path: '/v1/sent-messages',
    body: { messages: queued.map((entry) => entry.message) },
    answer: z.unknown(),
  });
  await db.confirmPublished({ entryIds: queued.map((entry) => entry.entryId) });
  return queued.length === BATCH;
}

/** Answers whether there may be more. */
async function publishMarks(db: Database, relay: RelayHttp): Promise<boolean> {
  const marks = await db.listMarksToPublish({ limit: BATCH });
  if (marks.length === 0) return false;
  await relay.request({ method: 'POST', path: '/v1/read-marks', body: { marks }, answer: z.unknown() });
  await db.confirmMarks({ marks });
  return marks.length === BATCH;
}
