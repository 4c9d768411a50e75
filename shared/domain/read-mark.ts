import { z } from 'zod';
import { conversationIdSchema } from './ids.ts';

/** How far a user has read a conversation. Sort keys are the same on every desktop (`main/db/sort-key.ts`). */
export const readMarkSchema = z.object({
  conversationId: conversationIdSchema,
  /** Everything up to here has been read. */
  sortKey: z.string().max(200),
  /** Present where the user marked it as unread: the newest message of that moment. Answers up to it count for nothing. */
  unreadAsOf: z.string().max(200).optional(),
  /** Epoch ms, by the desktop's clock. */
  markedAt: z.number().int().nonnegative(),
});
export type ReadMark = z.infer<typeof readMarkSchema>;

/**
 * What holds when a desktop tells another mark than the known one. Reading only adds to reading; where one of the two was
 * "mark as unread", the later one wins.
 */
export function mergeReadMarks(known: ReadMark | undefined, told: ReadMark): ReadMark {
  if (known === undefined) return told;
  const [older, later] = told.markedAt > known.markedAt ? [known, told] : [told, known];
  if (older.unreadAsOf !== undefined || later.unreadAsOf !== undefined) return later;
  return older.sortKey > later.sortKey ? { ...later, sortKey: older.sortKey } : later;
}

export function isSameMark(one: ReadMark | undefined, other: ReadMark): boolean {
  return (
    one !== undefined &&
    one.sortKey === other.sortKey &&
    one.unreadAsOf === other.unreadAsOf &&
    one.markedAt === other.markedAt
  );
}
