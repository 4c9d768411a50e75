import { z } from 'zod';
import { conversationIdSchema, messageIdSchema } from '../domain/ids.ts';
import { MOST_FILES_AT_ONCE } from '../domain/outbound-files.ts';
import { done } from './empty.ts';
import { attachedFileSchema, messageViewSchema } from './views.ts';

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
  /** Refused with `conflict` where twenty are pinned. */
  'conversations:pin': {
    input: z.strictObject({ conversationId: conversationIdSchema, isPinned: z.boolean() }),
    output: done,
  },
  'conversations:save-draft': {
    input: z.strictObject({ conversationId: conversationIdSchema, text: z.string().max(20_000) }),
    output: done,
  },
  /** What lay in the composer beside its text when it was last saved. */
  'conversations:get-tray': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.object({
      files: z.array(attachedFileSchema.extend({ caption: z.string() })),
      /** The message that the draft answers. */
      quoted: messageViewSchema.optional(),
    }),
  },
  /** Replaces what was saved; files that main does not know are left out. */
  'conversations:save-tray': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      files: z
        .array(z.strictObject({ attachmentId: z.string().max(100), caption: z.string().max(1_024) }))
        .max(MOST_FILES_AT_ONCE),
      quotedMessageId: messageIdSchema.optional(),
    }),
    output: done,
  },
} as const;

/** Colleagues who look at a conversation at this moment. */
export const presenceSchema = z.object({
  conversationId: conversationIdSchema,
  viewers: z.array(z.object({ displayName: z.string().max(200), isTyping: z.boolean() })).max(20),
});
export type PresenceView = z.infer<typeof presenceSchema>;
