import type { DoctorStep } from '../../shared/domain/doctor.ts';
import { nameTemplateStatus } from '../../shared/domain/template.ts';
import type { CallOutput } from '../../shared/ipc/types.ts';
import type { TemplateRow } from '../../shared/ipc/views.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** How many templates of a number can be sent, and how fresh the list is. `now` is epoch ms. */
export function examineTemplates(
  { rows, syncedAt }: CallOutput<'templates:list'>,
  now: number,
): readonly DoctorStep[] {
  const sendable = rows.filter((row) => row.notSendableReason === undefined).length;
  const stale = rows.filter((row) => row.isMappingStale).length;
  const label = 'Templates on this computer';
  const states = countStates(rows);
  const steps: DoctorStep[] = [
    sendable === 0
      ? {
          label,
          verdict: 'failed',
          detail: `None of ${rows.length} can be sent, so no conversation can be begun${states}. Settings → Templates says why.`,
        }
      : { label, verdict: 'ok', detail: `${sendable} of ${rows.length} can be sent${states}.` },
  ];
  if (syncedAt !== undefined) steps.push(examineAge(now - syncedAt));
  if (stale > 0) {
    steps.push({
      label: 'Variables',
      verdict: 'warning',
      detail: `${stale === 1 ? 'A template has' : `${stale} templates have`} other variables at Meta than when they were mapped. Look at them under Settings → Templates.`,
    });
  }
  return steps;
}

function examineAge(ageMs: number): DoctorStep {
  const label = 'Age of the list';
  const days = Math.floor(ageMs / DAY_MS);
  if (days < 1) {
    const hours = Math.floor(ageMs / HOUR_MS);
    const age = hours < 1 ? 'within the last hour' : `${hours === 1 ? 'an hour' : `${hours} hours`} ago`;
    return { label, verdict: 'ok', detail: `Fetched from Meta ${age}.` };
  }
  return {
    label,
    verdict: 'warning',
    detail: `Last fetched ${days === 1 ? 'a day' : `${days} days`} ago. Press Refresh under Settings → Templates.`,
  };
}

/** " (9 approved, 2 paused)", the most frequent state first; nothing where there is no template. */
function countStates(rows: readonly TemplateRow[]): string {
  const counts = new Map<string, number>();
  for (const { template } of rows) {
    const state = nameTemplateStatus(template.status).toLowerCase();
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  const told = [...counts].toSorted(([, one], [, other]) => other - one);
  return told.length === 0 ? '' : ` (${told.map(([state, count]) => `${count} ${state}`).join(', ')})`;
}
