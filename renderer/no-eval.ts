import { config } from 'zod';

/*
 * Imported before anything else: the policy of the window forbids making code from text, and zod would try once, which
 * the browser reports as a violation although zod gets along without it.
 */
config({ jitless: true });
