import { z } from 'zod';

/**
 * In the order in which they win. A status never steps back: the status of a message is the maximum of all that was
 * heard, so repeated and reordered webhooks cannot harm it. A failure is overruled only by proof of delivery. `held`: Meta
 * has the message and sends it only if people do not mind its template (`held_for_quality_assessment`, `paused`).
 */
export const MESSAGE_STATUSES = [
  'queued',
  'unconfirmed',
  'held',
  'accepted',
  'sent',
  'failed',
  'delivered',
  'read',
  'played',
] as const;

export const messageStatusSchema = z.enum(MESSAGE_STATUSES);
export type MessageStatus = z.infer<typeof messageStatusSchema>;

export function statusRank(status: MessageStatus): number {
  return MESSAGE_STATUSES.indexOf(status);
}

/** The status after hearing `heard` while `current` was known. */
export function advanceStatus(current: MessageStatus, heard: MessageStatus): MessageStatus {
  return statusRank(heard) > statusRank(current) ? heard : current;
}

/** What went wrong, in words for the consultant and with Meta's code for support. */
export const sendFailureSchema = z.object({
  /** Meta's error code; absent when the failure is ours (for example, no token). */
  code: z.number().int().optional(),
  /** What happened, one sentence. */
  sentence: z.string(),
  /** What to do next, one sentence. */
  advice: z.string(),
  /** Meta's own words, for "technical details". */
  details: z.string().optional(),
  traceId: z.string().optional(),
  /**
   * Whether a new send of the same message can succeed: at once, after a wait, or when somebody has put right what the
   * advice names. False where only another message can.
   */
  canRetry: z.boolean(),
});
export type SendFailure = z.infer<typeof sendFailureSchema>;
