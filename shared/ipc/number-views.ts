import { z } from 'zod';
import { doctorSectionSchema, doctorStepSchema } from '../domain/doctor.ts';

/* What is shown of the numbers that are set up, and of the way to Meta: no secret. Times are epoch ms. */

/** A WhatsApp number as its settings show it. The token is write-only. */
export const numberSettingsSchema = z.object({
  phoneNumber: z.string(),
  wabaId: z.string(),
  phoneNumberId: z.string(),
  graphVersion: z.string(),
  hasToken: z.boolean(),
  tokenLast4: z.string(),
  /** False where the system has no keychain: the token of an own number then lasts until the app is quit. */
  isTokenKept: z.boolean(),
  checkedAt: z.number().int().optional(),
  /** The company's number stands in the relay's own configuration, not in the Global Settings. */
  isFromRelay: z.boolean(),
  /** Why nothing can be sent on it now. */
  problem: z.string().optional(),
});
export type NumberSettings = z.infer<typeof numberSettingsSchema>;

export const exampleFindingsSchema = z.object({
  graphVersion: z.string().optional(),
  phoneNumberId: z.string().optional(),
  wabaId: z.string().optional(),
  testRecipient: z.string().optional(),
  hasToken: z.boolean(),
  tokenLast4: z.string().optional(),
  /** A sentence each: what was not found, what looks wrong. */
  warnings: z.array(z.string()),
});
export type ExampleFindings = z.infer<typeof exampleFindingsSchema>;

export const checkResultSchema = z.object({
  isUsable: z.boolean(),
  steps: z.array(
    z.object({ label: z.string(), verdict: z.enum(['ok', 'warning', 'failed']), detail: z.string() }),
  ),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

/** What the doctor found, from this computer to Meta. */
export const doctorReportSchema = z.object({
  sections: z.array(doctorSectionSchema),
  /** The worst of all. */
  verdict: doctorStepSchema.shape.verdict,
  ranAt: z.number().int(),
  appVersion: z.string(),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;

export const webhookSetupSchema = z.object({
  callbackUrl: z.string(),
  verifyToken: z.string().optional(),
  /** When Meta verified the callback, and when it asked with a wrong token, since the relay started. */
  challengedAt: z.number().int().optional(),
  wrongTokenAt: z.number().int().optional(),
});
