import { z } from 'zod';

/*
 * Meta's webhooks as loosely as we can read them: what we do not need is not looked at, and an odd neighbour is left out
 * (`catch`) where it must not cost us the rest. Source: Meta, webhooks.
 */

/** Ids longer than any of Meta's are not Meta's. */
const id = z.union([z.string(), z.number().transform(String)]).pipe(z.string().min(1).max(512));
const optionalId = id.optional().catch(undefined);
const text = z.string().max(1_000).optional().catch(undefined);
const list = z.array(z.unknown()).optional().catch(undefined);

export const envelopeSchema = z.object({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(
    z.object({
      id: optionalId,
      time: z.number().optional().catch(undefined),
      changes: z.array(z.object({ field: z.string(), value: z.unknown().optional() })),
    }),
  ),
});

export const valueSchema = z.object({
  metadata: z.looseObject({ phone_number_id: id }),
  contacts: list,
  messages: list,
  statuses: list,
  user_preferences: list,
});

export const contactSchema = z.object({
  wa_id: optionalId,
  user_id: optionalId,
  profile: z.object({ name: text, username: text }).optional().catch(undefined),
});
export type Contact = z.infer<typeof contactSchema>;

export const messageSchema = z.object({
  id,
  from: optionalId,
  from_user_id: optionalId,
  timestamp: z.unknown().optional(),
  type: z.string().max(60).optional().catch(undefined),
  // A message to a group belongs to no thread with one person.
  group_id: z.never().optional(),
  context: z.object({ id: optionalId }).optional().catch(undefined),
  system: z
    .object({ type: text, wa_id: optionalId, user_id: optionalId, previous_user_id: optionalId })
    .optional()
    .catch(undefined),
});
export type Message = z.infer<typeof messageSchema>;

const errorSchema = z.object({
  code: z.coerce.number().int(),
  title: text,
  message: text,
  error_data: z.object({ details: text }).optional().catch(undefined),
});

export const statusSchema = z.object({
  id,
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  timestamp: z.unknown().optional(),
  recipient_id: optionalId,
  recipient_user_id: optionalId,
  recipient_type: z.string().optional().catch(undefined),
  biz_opaque_callback_data: z.string().min(1).max(200).optional().catch(undefined),
  errors: z.array(errorSchema).optional().catch(undefined),
  pricing: z
    .object({ category: z.string(), type: text, billable: z.boolean().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

export const preferenceSchema = z.object({
  wa_id: optionalId,
  user_id: optionalId,
  value: z.enum(['stop', 'resume', 'signup']),
  timestamp: z.unknown().optional(),
});
