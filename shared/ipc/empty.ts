import { z } from 'zod';

/** Of a call that has nothing to say. */
export const none = z.strictObject({});
/** Of a call of which nothing is answered but that it was done. */
export const done = z.strictObject({});
