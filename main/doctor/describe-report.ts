import type { DoctorReport } from '../../shared/ipc/number-views.ts';
import { redact } from '../../shared/redact.ts';

const MARKS = { ok: '[ok]     ', warning: '[look]   ', failed: '[failed] ' } as const;

/** The report as text for a colleague or for support. Whatever looks like a secret is taken out once more. */
export function describeReport({ sections, ranAt, appVersion }: DoctorReport, platform: string): string {
  const lines = [
    `Colleague Messaging ${appVersion} on ${platform}, ${new Date(ranAt).toISOString()}`,
    ...sections.flatMap(({ title, steps }) => [
      '',
      title,
      ...steps.map(({ label, verdict, detail }) => `  ${MARKS[verdict]}${label}: ${detail}`),
    ]),
  ];
  return redact(lines.join('\n'));
}
