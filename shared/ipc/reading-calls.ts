import { z } from 'zod';
import { conversationIdSchema } from '../domain/ids.ts';
import { done } from './empty.ts';

/** What a user leaves in a conversation without sending: how far they have read, and a draft. */
export const readingCalls = {
  /** Read is what was seen in a focused window: called by the chat pane, never by a list. */
  'conversations:mark-read': {
    input: z.strictObject({ conversationId: conversationIdSchema, upToSortKey: z.string().max(200) }),
    output: done,
  },
  /** The person's newest message waits again, here and on the user's other desktops. */
  'conversations:mark-unread': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: done,
  },
  'conversations:save-draft': {
    input: z.strictObject({ conversationId: conversationIdSchema, text: z.string().max(20_000) }),
    output: done,
  },
} as const;

/** Colleagues who look at a conversation at this moment. */
export const presenceSchema = z.object({
  conversationId: conversationIdSchema,
  viewers: z.array(z.object({ displayName: z.string().max(200), isTyping: z.boolean() })).max(20),
});
export type PresenceView = z.infer<typeof presenceSchema>;
