import type { MessageStatus } from '../../shared/domain/message-status.ts';
import { type ReadHandle, findRow } from './handle.ts';

/** From when on the agency keeps messages, epoch ms; undefined: from the beginning. */
export function findHorizon(db: ReadHandle): number | undefined {
  const value = findRow<{ value: string }>(db, `SELECT value FROM meta WHERE key = 'horizon'`)?.value;
  return value === undefined ? undefined : Number(value);
}

/** Of these the fate is still to be heard, however old they are; `STAYS` says the same. */
const UNSETTLED: readonly MessageStatus[] = ['queued', 'unconfirmed'];

/** Messages that stay whatever their age: of unknown fate, or known to this desktop alone. */
export const STAYS = `(
  coalesce(status, '') IN (${UNSETTLED.map((status) => `'${status}'`).join(', ')})
  OR id IN (SELECT message_id FROM outbox UNION SELECT message_id FROM publish_queue))`;

/** Whether the agency no longer keeps such a message, told now. An inbound one has no status. */
export function isForgotten(
  { db, horizon }: { readonly db: ReadHandle; readonly horizon: number | undefined },
  message: { readonly id: string; readonly at: number; readonly status?: MessageStatus },
): boolean {
  if (horizon === undefined || message.at >= horizon) return false;
  if (message.status === undefined) return true;
  const { id, status } = message;
  const sql = `SELECT 1 FROM (SELECT :id AS id, :status AS status) WHERE ${STAYS}`;
  return findRow(db, sql, { id, status }) === undefined;
}
