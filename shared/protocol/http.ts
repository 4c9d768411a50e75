import { costTableSchema } from '../domain/cost-table.ts';
import { doctorStepSchema } from '../domain/doctor.ts';
import { z } from 'zod';
import {
  channelSchema,
  conversationSchema,
  mediaFileSchema,
  rawEventSchema,
  sentMessageSchema,
  userSchema,
} from './events.ts';
import {
  channelIdSchema,
  conversationIdSchema,
  deviceIdSchema,
  personKeySchema,
  recordIdSchema,
  userIdSchema,
} from '../domain/ids.ts';
import { cannedReplySchema } from '../domain/canned-reply.ts';
import { readMarkSchema } from '../domain/read-mark.ts';
import { recordKindSchema } from '../domain/record.ts';
import { templateSchema } from '../domain/template.ts';
import { DEFAULT_GRAPH_VERSION } from '../whatsapp/graph-version.ts';

/*
 * Bodies of the relay's HTTP interface. Every answer that is not 2xx has the body `relayErrorSchema`. Every call but
 * `GET /v1/about` and `POST /v1/enrol` carries `Authorization: Bearer <token>`: a device's, or an API key for what the CRM calls.
 */

/** `code` is for programs, `message` is a sentence for people. */
export const relayErrorSchema = z.object({
  error: z.object({
    code: z.enum([
      'invalid-input',
      'unauthorised',
      // The token was right once: the desktop wipes what it has of the agency.
      'revoked',
      'forbidden',
      'not-found',
      'conflict',
      'too-large',
      'too-many-requests',
      'limit-reached',
      'not-set-up',
      'unavailable',
      'internal',
    ]),
    message: z.string(),
  }),
});

/**
 * `GET /v1/about`: that this is a relay, and which versions of the protocol it understands. For anybody, so that a desktop
 * can tell a wrong address and a relay that is too old before it gives a code away.
 */
export const aboutResponseSchema = z.object({
  service: z.literal('colleague-messaging-relay'),
  relayVersion: z.string(),
  protocol: z.object({ oldest: z.number().int().nonnegative(), newest: z.number().int().nonnegative() }),
  /** The oldest version of the app that operations admit; absent: any that speaks the protocol. */
  minimumDesktop: z.string().max(40).optional(),
});

/** `POST /v1/enrol`: a code, given by an administrator, becomes this desktop's token. */
export const enrolRequestSchema = z.object({
  // Of any plausible length: a mistyped code is answered like a wrong one, with what to do.
  code: z.string().trim().min(1).max(1_000),
  deviceName: z.string().trim().min(1).max(100),
});
export const enrolResponseSchema = z.object({
  deviceId: deviceIdSchema,
  deviceToken: z.string(),
  user: userSchema,
  agencyName: z.string(),
});

/** `GET /v1/events?after=&limit=` (limit at most 1000). */
export const eventsResponseSchema = z.object({
  events: z.array(rawEventSchema),
  cursor: z.number().int(),
  head: z.number().int(),
  /** As in `welcome`. A cursor of another log means nothing in this one: begin again at 0. Not of a backfill. */
  logId: z.string().optional(),
});

/**
 * `POST /v1/events/backfill`: older entries of conversations that the caller may see now and did not before, answered as
 * `eventsResponseSchema`; there is no more when the cursor has reached `before - 1`. Of `conversationIds`, else of the
 * conversations of `ownerIds`, else of all. What the caller may not see at the moment of the answer is left out.
 */
export const backfillRequestSchema = z.object({
  after: z.number().int().nonnegative(),
  before: z.number().int().positive(),
  limit: z.number().int().min(1).max(1_000).default(500),
  conversationIds: z.array(conversationIdSchema).min(1).max(200).optional(),
  ownerIds: z.array(userIdSchema).max(5_000).optional(),
});

/**
 * Whom an outbound message goes to. `to` is E.164 with plus; `recipient` a BSUID. Exactly one: Meta prefers the number,
 * and answers ambiguously when it gets both.
 */
export const addresseeSchema = z.union([
  z.object({ to: z.string().regex(/^\+\d{6,18}$/) }),
  z.object({ recipient: z.string().min(3).max(140) }),
]);
export type Addressee = z.infer<typeof addresseeSchema>;

/**
 * `PUT /v1/messages/:messageId`: asks the relay to send on the company channel. Idempotent by the message's id: asking
 * again is always safe and answers 200 with the message as the relay knows it. The outcome comes through the log.
 */
export const companySendSchema = z.object({
  message: sentMessageSchema,
  addressee: addresseeSchema,
  /** The copy that a template message was made from; without it the relay uses its own. */
  template: templateSchema.optional(),
});
export const companySendResponseSchema = z.object({ message: sentMessageSchema });

/** `POST /v1/sent-messages`: what this desktop sent on its user's own number. Idempotent by message id and status. */
export const publishSentSchema = z.object({ messages: z.array(sentMessageSchema).min(1).max(200) });

/** `PUT` and `DELETE /v1/canned-replies/:scope/:id`; the agency's are for administrators. */
export const cannedReplyParamsSchema = cannedReplySchema.pick({ scope: true, id: true });
export const cannedReplyBodySchema = cannedReplySchema.pick({ name: true, text: true });

/** `POST /v1/read-marks`: how far the user has read, for the user's other desktops. */
export const publishMarksSchema = z.object({ marks: z.array(readMarkSchema).min(1).max(100) });

/** `PUT /v1/channels/own`: the user's own number, so that replies find their conversation. Answers the channel. */
export const ownChannelSchema = channelSchema.pick({ id: true, wabaId: true, name: true, phoneNumber: true });
/** `DELETE /v1/channels/own/:channelId`. */

/** `POST /v1/conversations/:id/take`: the caller becomes the owner of an unassigned conversation; 409 if taken. */
export const takeParamsSchema = z.object({ id: conversationIdSchema });
export const takeResponseSchema = z.object({ conversation: conversationSchema });

/**
 * `POST /v1/conversations/:id/hand-over`: a conversation of the caller's, or an unassigned one, becomes a colleague's;
 * without `toUserId` it becomes nobody's. Administrators may do so with every conversation that they see. 409 on an own
 * number, where nobody else could answer. Answers `takeResponseSchema`.
 */
export const handOverSchema = z.object({ toUserId: userIdSchema.optional() });

/**
 * `POST /v1/conversations/:id/receipt`: the person's message was seen, so Meta is told that it and all before it are read;
 * with `isTyping` the person also sees a typing sign for 25 seconds. The company's number only.
 */
export const receiptSchema = z.object({ wamid: z.string().min(1).max(200), isTyping: z.boolean() });

/**
 * `PUT /v1/conversations/:id/records/:recordId`: puts the conversation's person on a record, `DELETE` takes them off
 * again. Both may be repeated; both answer `recordLinkSchema`. With `create`, `PUT` makes the record first: its id is the
 * caller's, `cm-` and a UUID, so that a repetition makes one record and no id of the CRM is taken.
 */
export const linkParamsSchema = z.object({ id: conversationIdSchema, recordId: recordIdSchema });
export const newRecordSchema = z
  .object({
    kind: recordKindSchema,
    firstName: z.string().trim().max(100),
    lastName: z.string().trim().max(100),
  })
  .refine(({ firstName, lastName }) => firstName !== '' || lastName !== '', 'A record needs a name.');
export type NewRecord = z.infer<typeof newRecordSchema>;
export const linkRequestSchema = z.object({ create: newRecordSchema.optional() });
export const NEW_RECORD_ID = /^cm-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** `POST /v1/consents`: a consultant lifts or records an opt-out on the person's word. */
export const consentRequestSchema = z.object({ personKey: personKeySchema, hasOptedOut: z.boolean() });

/** `POST /v1/templates/refresh`: fetches the company channel's templates from Meta now. */
export const refreshTemplatesSchema = z.object({ channelId: channelIdSchema });
export const refreshTemplatesResponseSchema = z.object({ templates: z.array(templateSchema) });

/**
 * `PUT /v1/templates/:templateId/mapping` {variables}, `DELETE` takes it back: what a template's variables are filled
 * with, for the whole agency. Administrators only.
 */

/** `GET /v1/costs`: what messages cost, as a CSV file for a spreadsheet. Administrators only, as are the two below. */
export const costFileSchema = z.object({ csv: z.string().max(200_000) });
/** `PUT /v1/costs`: for the whole agency, from now on. */
export const putCostsSchema = z.object({ rates: costTableSchema });
/** `POST /v1/costs/read` {csv}: what such a file says, or which of its lines cannot be read. Saves nothing. */
export const readCostsResponseSchema = z.object({ rates: costTableSchema });

/** `GET /v1/me`: the caller, as `userSchema`. */

/** `GET /v1/setup`: what a user has to enter at Meta. The verify token is for administrators only. */
export const setupResponseSchema = z.object({
  callbackUrl: z.string(),
  verifyToken: z.string().optional(),
  /** When Meta's challenge came with the right token, and with a wrong one, since the relay started. Epoch ms. */
  challengedAt: z.number().int().optional(),
  wrongTokenAt: z.number().int().optional(),
});

const metaId = z
  .string()
  .trim()
  .regex(/^\d{5,30}$/, 'must be digits only, as Meta shows it');
const companyDetails = {
  /** E.164 with plus. */
  phoneNumber: z.string(),
  phoneNumberId: z.string(),
  wabaId: z.string(),
  graphVersion: z.string(),
};

/** The company's number as an administrator may see it. Of the token, nothing but that there is one. */
export const companySettingsSchema = z.object({
  ...companyDetails,
  phoneNumber: companyDetails.phoneNumber.optional(),
  /** `environment`: of the relay's own configuration, until somebody enters one. */
  source: z.enum(['entered', 'environment']),
  tokenLast4: z.string(),
  /** Epoch ms; absent for the environment's. */
  savedAt: z.number().int().optional(),
  /** Why nothing can be sent on it now, in a sentence. */
  problem: z.string().optional(),
});
export type CompanySettings = z.infer<typeof companySettingsSchema>;

/**
 * `GET`, `PUT` and `DELETE /v1/settings/company`, administrators only; each answers how it stands afterwards. `PUT` looks
 * at the number at Meta first, and changes nothing (409, with the reason) when it cannot send.
 */
export const companySettingsResponseSchema = z.object({ settings: companySettingsSchema.optional() });
export const putCompanySettingsSchema = z.object({
  phoneNumberId: metaId,
  /** Empty: whatever Meta says. */
  wabaId: z.union([z.literal(''), metaId]).default(''),
  /** As people write it; what Meta shows wins. */
  phoneNumber: z.string().trim().max(40).default(''),
  graphVersion: z
    .string()
    .trim()
    .regex(/^v?\d{1,3}(\.\d{1,2})?$/, 'must look like v26.0')
    .default(DEFAULT_GRAPH_VERSION),
  /** Empty: the token that is there already. */
  accessToken: z
    .union([z.literal(''), z.string().trim().min(10, 'is too short for an access token').max(1_000)])
    .default(''),
});

/** `POST /v1/settings/company/check`: looks at the number from every side; with the body of `PUT`, before it is saved. */
export const companyCheckResponseSchema = z.object({
  isUsable: z.boolean(),
  steps: z.array(
    z.object({ label: z.string(), verdict: z.enum(['ok', 'warning', 'failed']), detail: z.string() }),
  ),
});

/**
 * `GET /v1/media/:messageId` (also `HEAD`, `Range`, `If-None-Match`): the bytes of a file that is ready, 503 while it is
 * not here yet, 404 when it will not be; `POST /v1/media/:messageId/retry`: tries once more now.
 */
export const mediaResponseSchema = z.object({ file: mediaFileSchema });

/** `GET /v1/limits?personKey=`: how much of Meta's messaging limit is used, over all numbers of the agency. */
export const limitsQuerySchema = z.object({ personKey: personKeySchema.optional() });
export const messagingUsageSchema = z.object({
  /** Unique people to whom a conversation was begun in the last 24 hours, as far as the relay knows. */
  used: z.number().int(),
  /** Absent: unlimited. */
  limit: z.number().int().optional(),
  /** When the first of them no longer counts, epoch ms. */
  freeAt: z.number().int().optional(),
  /** Whether the person of the question is one of them: to write to them again uses nothing. */
  isCounted: z.boolean().optional(),
});
export type MessagingUsage = z.infer<typeof messagingUsageSchema>;

/**
 * `GET /v1/doctor`: how the relay and, for administrators, the company's number stand. Asks Meta; may take seconds.
 */
export const doctorResponseSchema = z.object({
  relayVersion: z.string(),
  /** Epoch ms. */
  serverTime: z.number().int(),
  callbackUrl: z.string(),
  webhooks: z.array(doctorStepSchema),
  /** When Meta last verified the callback, since the relay started. */
  challengedAt: z.number().int().optional(),
  company: z.array(doctorStepSchema),
});

/** `PUT /v1/records`: bulk, idempotent by record id. Bad rows are named, good ones are kept. */
export const putRecordsSchema = z.object({ records: z.array(z.unknown()).min(1).max(5_000) });
export const putRecordsResponseSchema = z.object({
  upserted: z.number().int(),
  unchanged: z.number().int(),
  failed: z.array(
    z.object({
      /** Position in the request, from 0. */
      row: z.number().int(),
      id: z.string().optional(),
      /** The field with the mistake, and in a list the position: `phones.2`. */
      field: z.string().optional(),
      message: z.string(),
    }),
  ),
});

/** `GET /v1/records/:id`: the record, as `recordSchema`. */
export const recordParamsSchema = z.object({ id: recordIdSchema });

/** `DELETE /v1/records/:id`: `isErased` is false when there was none, so that asking again is no harm. */
export const eraseRecordResponseSchema = z.object({ recordId: recordIdSchema, isErased: z.boolean() });

/** `POST /v1/uploads`: the bytes of a file for the company's number are the body; these headers say what it is. */
export const uploadHeadersSchema = z.object({
  'content-type': z.string().max(200),
  'content-length': z.coerce.number().int().positive(),
});

/** Meta's id of the file, for the message that is sent with it. Lives thirty days. */
export const uploadResponseSchema = z.object({ mediaId: z.string() });
