import type { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';

/** What an administrator typed about a user or a team. Throws AppError `invalid-input` with a sentence that names the field. */
export function parseFields<Schema extends z.ZodType>(
  what: 'user' | 'team',
  schema: Schema,
  given: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError('invalid-input', `The ${what}'s ${issue?.path.join('.')} ${issue?.message}.`);
}
