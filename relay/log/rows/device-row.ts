import type { DeviceId, UserId } from '../../../shared/domain/ids.ts';
import type { DeviceState } from '../relay-log.ts';

/** A row of `devices`, the same in both engines. */
export type DeviceRow = {
  readonly id: string;
  readonly user_id: string;
  readonly name: string;
  readonly created_at: number;
  readonly last_seen_at: number | null;
  readonly revoked_at: number | null;
};

/** The casts bring back the brands of values that only the log's own writers stored. */
export function toDevice(row: DeviceRow): DeviceState {
  return {
    id: row.id as DeviceId,
    userId: row.user_id as UserId,
    name: row.name,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
  };
}
