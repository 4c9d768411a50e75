import { z } from 'zod';
import { channelIdSchema, messageIdSchema } from '../domain/ids.ts';
import type { SendFailure } from '../domain/message-status.ts';
import { addresseeSchema } from '../protocol/http.ts';
import { messageContentSchema } from '../domain/message-content.ts';
import { templateSchema } from '../domain/template.ts';

/** What a send needs to know, stored with the message in one transaction, so that it survives a crash. */
export const outboxJobSchema = z.object({
  messageId: messageIdSchema,
  channelId: channelIdSchema,
  addressee: addresseeSchema,
  content: messageContentSchema,
  /** The template as it was when the message was made: its parameters are built from this copy. */
  template: templateSchema.optional(),
  quotedWamid: z.string().optional(),
});
export type OutboxJob = z.infer<typeof outboxJobSchema>;

/** A job that is due, and how often Meta has put it off. */
export type DueJob = { readonly job: OutboxJob; readonly attempts: number };

/**
 * What became of one call to Meta. `unknown` means that the message may or may not be out: it is never sent again by
 * itself.
 */
export type SendVerdict =
  | {
      readonly kind: 'accepted';
      readonly wamid: string;
      readonly waId?: string;
      readonly bsuid?: string;
      /** Meta has it and keeps it back for now. */
      readonly isHeld?: boolean;
    }
  /** The relay has taken the message for the company channel; the outcome comes through its log. */
  | { readonly kind: 'handed-over' }
  | { readonly kind: 'rejected'; readonly failure: SendFailure }
  | { readonly kind: 'try-later'; readonly afterMs: number; readonly failure: SendFailure }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Where the runner keeps its jobs: SQLite in the relay, the worker thread on a desktop. Every verb is one transaction
 * that has been committed when its promise resolves.
 */
export type OutboxStore = {
  /**
   * Takes the oldest due job and marks it in flight; undefined when none is due at `now`. Keeps the order of one person's
   * messages: never a job of a person on a channel who has another in flight, or an older one that was put off.
   */
  takeDue(now: number): Promise<DueJob | undefined>;
  /** Ends the job, or puts it off. */
  settle(messageId: OutboxJob['messageId'], verdict: SendVerdict, now: number): Promise<void>;
  /** When the next job becomes due, epoch ms. */
  findNextDueAt(): Promise<number | undefined>;
  /** Jobs that were in flight when the process died become unconfirmed. Answers how many. */
  recoverInFlight(now: number): Promise<number>;
};

/** Calls Meta once. Never throws: a broken connection is a verdict. */
export type SendOnce = (job: OutboxJob, attempts: number) => Promise<SendVerdict>;
