import { statusRank } from '../../shared/domain/message-status.ts';
import { statusReportSchema } from '../../shared/protocol/events.ts';
import { statusKey } from '../ingest/keys.ts';
import type { LogTransaction, OutboundReport } from '../log/relay-log.ts';

/** What Meta reports; the other statuses are our own. */
const REPORTED = ['sent', 'delivered', 'read', 'played', 'failed'] as const;

/** The reports with one more, in the order of time; the same whatever order they come in. */
export function addReport(
  reports: readonly OutboundReport[],
  { status, at, failure, pricing }: OutboundReport,
): readonly OutboundReport[] {
  const report: OutboundReport = {
    status,
    at,
    ...(failure === undefined ? {} : { failure }),
    ...(pricing === undefined ? {} : { pricing }),
  };
  return [...reports.filter((one) => one.status !== status), report].sort(byTime);
}

/** What the log has heard of a message before it knew whose it is: Meta may be faster than the desktop that sent it. */
export async function findEarlyReports(
  log: LogTransaction,
  wamid: string,
): Promise<readonly OutboundReport[]> {
  const bodies = await log.findEntryBodies(REPORTED.map((status) => statusKey(wamid, status)));
  return [...bodies.values()].map((body) => statusReportSchema.parse(body));
}

/** Meta's times are whole seconds: of two in the same one, the order of the statuses decides. */
function byTime(one: OutboundReport, other: OutboundReport): number {
  return one.at - other.at || statusRank(one.status) - statusRank(other.status);
}
