import { z } from 'zod';
import type { MetaError } from './errors.ts';

const text = z.string().optional().catch(undefined);

/** Loose: an odd neighbour must not cost us the code. */
const errorBodySchema = z.object({
  error: z.object({
    code: z.coerce.number().int(),
    error_subcode: z.coerce.number().int().optional().catch(undefined),
    message: text,
    error_user_msg: text,
    error_data: z.object({ details: text }).optional().catch(undefined),
    fbtrace_id: text,
    is_transient: z.boolean().optional().catch(undefined),
  }),
});

/** The error in the body of an answer; undefined when there is none. `isTransient` is Meta's own claim. */
export function readMetaError(body: unknown): (MetaError & { readonly isTransient: boolean }) | undefined {
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { error } = parsed.data;
  return {
    code: error.code,
    subcode: error.error_subcode,
    message: error.message,
    details: error.error_data?.details ?? error.error_user_msg,
    traceId: error.fbtrace_id,
    isTransient: error.is_transient ?? false,
  };
}
