import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import type { SentMessage } from '../../shared/protocol/events.ts';
import type { OutboxJob, SendVerdict } from '../../shared/outbound/outbox.ts';

/** What of the relay's HTTP interface is needed here; `sync` and `outbound` do not know each other. */
export type RelayRequest = (call: {
  readonly method: 'PUT';
  readonly path: string;
  readonly body: unknown;
  readonly answer: z.ZodType;
}) => Promise<unknown>;

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Hands a message for the company channel to the relay, which sends it. The relay knows the message by its id, so asking
 * again after a broken connection is always safe.
 */
export async function handToRelay(
  request: RelayRequest,
  message: SentMessage,
  job: OutboxJob,
  attempts: number,
): Promise<SendVerdict> {
  try {
    await request({
      method: 'PUT',
      path: `/v1/messages/${encodeURIComponent(job.messageId)}`,
      body: {
        message,
        addressee: job.addressee,
        ...(job.template === undefined ? {} : { template: job.template }),
      },
      answer: z.unknown(),
    });
    return { kind: 'handed-over' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const failure = {
      sentence: `The message was not sent. ${error.message}`,
      advice: ADVICE,
      canRetry: true,
    };
    if (!error.retryable) return { kind: 'rejected', failure };
    const afterMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts);
    return { kind: 'try-later', afterMs, failure };
  }
}

const ADVICE = 'Retry, or ask your administrator if it happens again.';
