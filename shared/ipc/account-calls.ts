import { z } from 'zod';
import { done, none } from './empty.ts';

/** Signing in on this desktop, and leaving it. */
export const accountCalls = {
  /** Opens what is stored here once more: the user says that the keychain is unlocked now. */
  'account:open-again': { input: none, output: z.object({ isOpen: z.boolean() }) },
  'account:enrol': {
    input: z.strictObject({
      relayUrl: z.string().trim().max(500),
      code: z.string().trim().max(64),
      deviceName: z.string().trim().max(100).optional(),
    }),
    output: done,
  },
  /**
   * Tells the relay what was sent on the own number, for at most ten seconds. Answers what would be lost: messages that were
   * sent and are not in the agency's history, and messages that still wait to be sent.
   */
  'account:prepare-sign-out': {
    input: none,
    output: z.object({ unpublished: z.number().int(), unsent: z.number().int(), unfiled: z.number().int() }),
  },
  'account:sign-out': { input: none, output: done },
  /** The user has answered what the link of the snapshot asks. */
  'account:dismiss-link': { input: none, output: done },
} as const;
