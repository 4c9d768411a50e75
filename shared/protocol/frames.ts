import { z } from 'zod';
import { conversationIdSchema } from '../domain/ids.ts';
import { rawEventSchema, userSchema } from './events.ts';

/** Raised when an older peer could misread a newer one. */
export const PROTOCOL_VERSION = 1;
/** The oldest that is still understood. */
export const OLDEST_PROTOCOL_VERSION = 1;
/** Path of the WebSocket. Authentication is the header `Authorization: Bearer <device token>` of the upgrade. */
export const STREAM_PATH = '/v1/stream';
/** Largest frame either side accepts, bytes. */
export const MAX_FRAME_BYTES = 4 * 1024 * 1024;
/** The relay pings this often; a side that hears nothing for twice as long ends the connection. */
export const HEARTBEAT_MS = 20_000;

/** Who else looks at the conversation that this desktop has told; by name, because it is shown. Never logged. */
export const presenceSchema = z.object({
  type: z.literal('presence'),
  conversationId: conversationIdSchema,
  viewers: z.array(z.object({ displayName: z.string().max(200), isTyping: z.boolean() })).max(20),
});
export type Presence = z.infer<typeof presenceSchema>;

/** What a desktop says. */
export const clientFrameSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    protocol: z.number().int(),
    /** The last entry this desktop has committed; 0 for a new one. */
    cursor: z.number().int().nonnegative(),
    clientVersion: z.string().max(40),
  }),
  /** Committed up to here: the relay may send the next batch. */
  z.object({ type: z.literal('ack'), cursor: z.number().int().nonnegative() }),
  /** What this desktop shows now; without a conversation: none. Only to a relay whose welcome says `hasPresence`. */
  z.object({
    type: z.literal('presence'),
    conversationId: conversationIdSchema.optional(),
    isTyping: z.boolean(),
  }),
]);
export type ClientFrame = z.infer<typeof clientFrameSchema>;

/** What the relay says. */
export const relayFrameSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    protocol: z.number().int(),
    /** Newest entry of the log when the socket was welcomed: what there is to catch up with. */
    head: z.number().int().nonnegative(),
    /** Which log this is. Another one than before: it was restored, and is read anew. Older relays do not say. */
    logId: z.string().optional(),
    serverTime: z.number().int(),
    relayVersion: z.string(),
    user: userSchema,
    /** The relay tells who else looks at a conversation. Older relays do not. */
    hasPresence: z.boolean().optional(),
  }),
  presenceSchema,
  z.object({
    type: z.literal('batch'),
    events: z.array(rawEventSchema),
    /** Where the reader stands after this batch. May exceed the last event's seq: entries not meant for this reader. */
    cursor: z.number().int().nonnegative(),
    head: z.number().int().nonnegative(),
  }),
  z.object({
    type: z.literal('goodbye'),
    reason: z.enum(['shutting-down', 'too-slow', 'protocol', 'revoked', 'replaced']),
    /** With `protocol`: the relay's own version, so that the desktop knows which of the two is the older one. */
    protocol: z.number().int().optional(),
    /** With `protocol`: the oldest version of the app that this relay admits, where that is why. */
    minimumDesktop: z.string().max(40).optional(),
    retryAfterMs: z.number().int().nonnegative().optional(),
  }),
]);
export type RelayFrame = z.infer<typeof relayFrameSchema>;

/** WebSocket close codes of ours, 4000–4999 by RFC 6455. */
export const CLOSE_CODES = {
  protocol: 4000,
  revoked: 4001,
  tooSlow: 4002,
  shuttingDown: 4003,
  silent: 4004,
} as const;
