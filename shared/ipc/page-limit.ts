import { z } from 'zod';

/** How many rows a page may have. */
export const pageLimitSchema = z.number().int().min(1).max(500);
