import { z } from 'zod';

/** One thing that the doctor looked at: how it stands, what that means, and what to do. */
export const doctorStepSchema = z.object({
  label: z.string(),
  verdict: z.enum(['ok', 'warning', 'failed']),
  /** What was found and, where something is wrong, what to click. Never a secret. */
  detail: z.string(),
});
export type DoctorStep = z.infer<typeof doctorStepSchema>;

export const doctorSectionSchema = z.object({ title: z.string(), steps: z.array(doctorStepSchema) });
export type DoctorSection = z.infer<typeof doctorSectionSchema>;

/** The worst of the verdicts; `ok` of nothing. */
export function judgeAll(steps: readonly DoctorStep[]): DoctorStep['verdict'] {
  if (steps.some(({ verdict }) => verdict === 'failed')) return 'failed';
  return steps.some(({ verdict }) => verdict === 'warning') ? 'warning' : 'ok';
}
