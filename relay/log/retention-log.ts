import type { MessageStatus } from '../../shared/domain/message-status.ts';

/** What one step of retention has removed. */
export type Removal = {
  /** Messages, and webhooks that nobody understood. 0: there is nothing left to remove. */
  readonly removed: number;
  /** Under which the MediaStore has the bytes of their files; nothing names them any more. */
  readonly objectIds: readonly string[];
};

export type RetentionWriter = {
  /**
   * Removes messages that are older than `before` (epoch ms, by the message's own time) with their statuses, files and rows
   * in the indexes, and webhooks that were not understood; at most `limit`, the oldest first. What waits to be sent or is
   * unconfirmed stays, and so does everything that is not a message.
   */
  removeHistory(before: number, limit: number): Promise<Removal>;
};

/** How a message may stand about whose fate something is still to be heard. */
export const UNSETTLED: readonly MessageStatus[] = ['queued', 'unconfirmed'];

/** What goes by its own age; messages that were sent go by the index `outbound`. The indexes `events_age` say the same. */
const AGEING_KINDS = ['message.received', 'message.status', 'webhook.other'] as const;

/** The condition of the indexes `events_age`, word for word: SQLite uses a partial index only then. */
export const IS_AGEING = `kind IN (${AGEING_KINDS.map((kind) => `'${kind}'`).join(', ')})`;

/** Where the message's id begins in the id of its entry (`receivedKey`), counted as SQL counts. */
export const RECEIVED_ID_FROM = 'received:'.length + 1;

/** Bytes of the log as it lies on the disk, and how many of them wait to be written again. */
export type LogSpace = { readonly bytes: number; readonly freeBytes: number };
