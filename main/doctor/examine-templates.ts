import type { DoctorStep } from '../../shared/domain/doctor.ts';
import type { CallOutput } from '../../shared/ipc/types.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many templates of a number can be sent, and how fresh the list is. `now` is epoch ms. */
export function examineTemplates(
  { rows, syncedAt }: CallOutput<'templates:list'>,
  now: number,
): readonly DoctorStep[] {
  const sendable = rows.filter((row) => row.notSendableReason === undefined).length;
  const stale = rows.filter((row) => row.isMappingStale).length;
  const label = 'Templates on this computer';
  const steps: DoctorStep[] = [
    sendable === 0
      ? {
          label,
          verdict: 'failed',
          detail: `None of ${rows.length} can be sent, so no conversation can be begun. Settings → Templates says why.`,
        }
      : { label, verdict: 'ok', detail: `${sendable} of ${rows.length} can be sent.` },
  ];
  if (syncedAt !== undefined && now - syncedAt > DAY_MS) {
    const days = Math.floor((now - syncedAt) / DAY_MS);
    steps.push({
      label: 'Age of the list',
      verdict: 'warning',
      detail: `Last fetched ${days === 1 ? 'a day' : `${days} days`} ago. Press Refresh under Settings → Templates.`,
    });
  }
  if (stale > 0) {
    steps.push({
      label: 'Variables',
      verdict: 'warning',
      detail: `${stale === 1 ? 'A template has' : `${stale} templates have`} other variables at Meta than when they were mapped. Look at them under Settings → Templates.`,
    });
  }
  return steps;
}
