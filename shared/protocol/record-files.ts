import { z } from 'zod';
import {
  conversationIdSchema,
  messageIdSchema,
  personKeySchema,
  recordIdSchema,
  userIdSchema,
} from '../domain/ids.ts';

/** Under which a file is filed: shown, saved and told to the CRM. */
const name = z.string().trim().min(1).max(240);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/**
 * A file of a message on a record, by a consultant's word. Everybody who sees the record has it, also who does not see the
 * conversation. Without `file` it has been taken off again, and nothing of it stays in the log.
 */
export const recordFileSchema = z.object({
  recordId: recordIdSchema,
  messageId: messageIdSchema,
  file: z
    .object({
      conversationId: conversationIdSchema,
      personKey: personKeySchema,
      name: z.string(),
      mimeType: z.string(),
      /** Bytes. */
      size: z.number().int(),
      /** Hex. */
      sha256,
      filedBy: userIdSchema,
      /** Epoch ms. */
      filedAt: z.number().int(),
    })
    .optional(),
});
export type RecordFile = z.infer<typeof recordFileSchema>;
export type FiledFile = NonNullable<RecordFile['file']>;

/**
 * `PUT /v1/record-files/:recordId/:messageId` files the file of a message, again under another name; `DELETE` takes it off;
 * `GET` answers its bytes. All may be repeated.
 */
export const recordFileParamsSchema = z.object({ recordId: recordIdSchema, messageId: messageIdSchema });
/** `GET /v1/records/:id/files/:messageId`: the same for the CRM. */
export const crmFileParamsSchema = z.object({ id: recordIdSchema, messageId: messageIdSchema });
export const fileOnRecordSchema = z.object({
  conversationId: conversationIdSchema,
  name,
  mimeType: z.string().min(1).max(200),
  size: z
    .number()
    .int()
    .positive()
    .max(100 * 1024 * 1024),
  sha256,
});
export type FileOnRecord = z.infer<typeof fileOnRecordSchema>;
/** `hasBytes`: else the caller hands them over with `POST …/bytes`. */
export const fileOnRecordResponseSchema = z.object({ entry: recordFileSchema, hasBytes: z.boolean() });
