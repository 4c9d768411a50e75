import { z } from 'zod';

/** What a hook may be told of. */
export const HOOK_EVENTS = ['message.received', 'message.sent', 'consent.changed', 'record.file'] as const;
export const hookEventSchema = z.enum(HOOK_EVENTS);
export type HookEvent = z.infer<typeof hookEventSchema>;

/** An address of the agency's to which the relay posts what is new; its secret is kept apart, sealed. */
export const hookStateSchema = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(hookEventSchema),
  createdAt: z.number().int(),
  /** Everything of the log up to here has been delivered, or is not for this hook. */
  cursor: z.number().int(),
  /** Where the delivery on its way ends: a repetition must say the same, not more. */
  pendingTo: z.number().int().optional(),
  /** Failures in a row, the first of them, and when to try again. */
  failures: z.number().int(),
  failingSince: z.number().int().optional(),
  nextAttemptAt: z.number().int(),
  lastDeliveredAt: z.number().int().optional(),
  lastProblem: z.string().optional(),
  /** Nothing is delivered until somebody resumes it. A sentence for operations. */
  pausedBecause: z.string().optional(),
  /** Which relay delivers, and until when it may without saying so again. */
  leaseOwner: z.string().optional(),
  leaseUntil: z.number().int().optional(),
});
export type HookState = z.infer<typeof hookStateSchema>;

/** What became of one attempt. */
export const hookDeliverySchema = z.object({
  at: z.number().int(),
  /** The first and the last place in the log that it covers. */
  from: z.number().int(),
  to: z.number().int(),
  histories: z.number().int(),
  /** 1 for the first. */
  attempt: z.number().int(),
  isDelivered: z.boolean(),
  outcome: z.string(),
  durationMs: z.number().int(),
});
export type HookDelivery = z.infer<typeof hookDeliverySchema>;

export type HookReader = {
  listHooks(): Promise<readonly HookState[]>;
  findHook(id: string): Promise<HookState | undefined>;
  /** The newest deliveries, newest first. */
  listHookDeliveries(hookId: string, limit: number): Promise<readonly HookDelivery[]>;
};

export type HookWriter = {
  saveHook(hook: HookState): Promise<void>;
  /** With its deliveries. */
  deleteHook(id: string): Promise<void>;
  /** Keeps the newest `keep` deliveries of the hook. */
  addHookDelivery(hookId: string, delivery: HookDelivery, keep: number): Promise<void>;
};
