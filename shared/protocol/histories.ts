import { z } from 'zod';
import {
  channelIdSchema,
  conversationIdSchema,
  personKeySchema,
  recordIdSchema,
  templateIdSchema,
  userIdSchema,
} from '../domain/ids.ts';
import { messageStatusSchema, sendFailureSchema } from '../domain/message-status.ts';
import { consentSchema } from './events.ts';

const epochMs = z.number().int().meta({ description: 'Epoch milliseconds.' });

const personSchema = z.object({
  key: personKeySchema.meta({ description: 'Names the person across all their numbers and ids.' }),
  name: z.string().optional().meta({ description: 'The name that the person chose on WhatsApp.' }),
  phoneNumber: z
    .string()
    .optional()
    .meta({ description: 'E.164. Absent where Meta does not tell the number.' }),
  username: z.string().optional(),
  bsuid: z.string().optional().meta({ description: 'Meta’s business-scoped user id.' }),
});

const common = {
  id: z.string().meta({ description: 'Stays the same in every later version of this entry.' }),
  revision: z.number().int().positive().meta({
    description: 'The cursor of this version. A later version of the same entry has a higher one.',
  }),
  recordIds: z.array(recordIdSchema).meta({
    description: 'Every record that holds a number of this person; empty when none does.',
  }),
  person: personSchema,
  at: epochMs.meta({ description: 'When it happened, epoch milliseconds.' }),
};

const userRefSchema = z.object({ id: userIdSchema, username: z.string(), displayName: z.string() });

/** A message, as the history of a record keeps it. */
export const messageHistorySchema = z.object({
  ...common,
  kind: z.literal('message'),
  direction: z.enum(['inbound', 'outbound']),
  conversationId: conversationIdSchema,
  consultant: userRefSchema.optional().meta({
    description: 'Who sent it; of an inbound message, whose conversation it is. Absent: nobody’s yet.',
  }),
  channel: z
    .object({
      id: channelIdSchema,
      kind: z.enum(['company', 'own']).optional(),
      name: z.string().optional(),
      phoneNumber: z.string().optional(),
    })
    .meta({ description: 'The WhatsApp number of the agency.' }),
  contentType: z.string().meta({ description: 'text, template, image, document, reaction and so on.' }),
  text: z.string().meta({
    description: 'What the person wrote or saw, in full; for what is not text, a description.',
  }),
  file: z.object({ name: z.string().optional(), mimeType: z.string() }).optional(),
  template: z
    .object({ id: templateIdSchema, name: z.string(), language: z.string(), category: z.string() })
    .optional(),
  retryOfId: z.string().optional().meta({ description: 'The entry of the message that this one repeats.' }),
  status: messageStatusSchema.optional().meta({
    description:
      'Of an outbound message. It only ever advances; `failed` and later ones are final but for `read`.',
  }),
  statusAt: epochMs.optional(),
  statuses: z
    .array(z.object({ status: messageStatusSchema, at: epochMs }))
    .optional()
    .meta({
      description: 'What Meta has reported so far, in the order of time.',
    }),
  failure: sendFailureSchema.pick({ code: true, sentence: true, advice: true, details: true }).optional(),
  pricing: z
    .object({ category: z.string(), type: z.string(), isBillable: z.boolean().optional() })
    .optional()
    .meta({ description: 'What Meta says about the charge. Meta does not tell the amount.' }),
});
export type MessageHistory = z.infer<typeof messageHistorySchema>;

/** STOP or START, whoever said it and however. */
export const consentHistorySchema = z.object({
  ...common,
  kind: z.literal('consent'),
  hasOptedOut: z.boolean(),
  source: consentSchema.shape.source.meta({
    description:
      'How it became known: a message, a button, Meta’s own switch, Meta’s refusal, or a consultant.',
  }),
  messageId: z.string().optional().meta({ description: 'The entry of the message that asked for it.' }),
});
export type ConsentHistory = z.infer<typeof consentHistorySchema>;

/** A file of a message that a consultant has put on a record, or taken off it. */
export const fileHistorySchema = z.object({
  id: common.id,
  revision: common.revision,
  recordIds: z.array(recordIdSchema).meta({ description: 'The one record on which it is, or was.' }),
  at: epochMs.meta({ description: 'When it was filed or taken off, epoch milliseconds.' }),
  kind: z.literal('file'),
  messageId: z.string().meta({ description: 'The entry of the message that brought it.' }),
  isRemoved: z.boolean().meta({ description: 'It was taken off the record, or the record was erased.' }),
  person: personSchema.optional().meta({ description: 'Absent once it is taken off.' }),
  filedBy: userRefSchema.optional(),
  file: z
    .object({ name: z.string(), mimeType: z.string(), size: z.number().int(), sha256: z.string() })
    .optional()
    .meta({
      description:
        'Absent once it is taken off. `size` in bytes, `sha256` in hex; GET /v1/records/{id}/files/{messageId} answers the contents.',
    }),
});
export type FileHistory = z.infer<typeof fileHistorySchema>;

export const historySchema = z
  .discriminatedUnion('kind', [messageHistorySchema, consentHistorySchema, fileHistorySchema])
  .meta({ id: 'History' });
export type History = z.infer<typeof historySchema>;

/** `GET /v1/histories?after=&limit=&wait=`. */
export const historiesQuerySchema = z.object({
  after: z.coerce.number().int().nonnegative().default(0).meta({
    description: 'The cursor of the last page; 0 for everything.',
  }),
  limit: z.coerce.number().int().min(1).max(1_000).default(200).meta({
    description: 'Log entries to look at: a page has at most this many histories, often fewer.',
  }),
  wait: z.coerce.number().int().min(0).max(30).default(0).meta({
    description: 'Seconds to wait for something new when there is nothing (long poll).',
  }),
});
export const historiesResponseSchema = z.object({
  histories: z.array(historySchema),
  cursor: z
    .number()
    .int()
    .meta({ description: 'Ask for the next page with this. Keep it with the histories.' }),
  hasMore: z.boolean().meta({ description: 'Whether to ask again at once.' }),
  logId: z.string().meta({
    description:
      'Names the log that the cursor belongs to. When it changes, the relay was restored from a backup: begin again with after=0; who applies histories by id loses nothing.',
  }),
  keptSince: epochMs.optional().meta({
    description:
      'Messages from before this time have been removed from the relay because of their age, and are told no more. Absent: none ever was.',
  }),
});

/** What the relay posts to a hook. */
export const hookPayloadSchema = z
  .object({
    type: z.literal('histories.changed'),
    timestamp: z.string().meta({ description: 'When it was sent, ISO 8601.' }),
    data: z.object({
      histories: z.array(historySchema),
      cursor: z.number().int().meta({
        description: 'With this, GET /v1/histories goes on from here.',
      }),
    }),
  })
  .meta({ id: 'HookPayload' });

/** What `hook test` posts. */
export const hookTestPayloadSchema = z.object({
  type: z.literal('test'),
  timestamp: z.string(),
  data: z.object({}),
});
