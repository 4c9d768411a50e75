import type { UserId } from '../../../shared/domain/ids.ts';
import type { LogReader, LogTransaction } from '../relay-log.ts';
import type { Sql } from './sql.ts';
import { type DeviceRow, toDevice } from '../rows/device-row.ts';

/* The casts in this file bring back the brands of values that only this file's writer stored. */

export function createDeviceReader(sql: Sql): Pick<LogReader, 'findDevice' | 'listDevices'> {
  return {
    async findDevice(by) {
      const [row] =
        'tokenHash' in by
          ? await sql<DeviceRow>('SELECT * FROM devices WHERE token_hash = $1', [by.tokenHash])
          : await sql<DeviceRow>('SELECT * FROM devices WHERE id = $1', [by.id]);
      return row && toDevice(row);
    },
    async listDevices() {
      return (await sql<DeviceRow>('SELECT * FROM devices ORDER BY created_at, id')).map(toDevice);
    },
  };
}

type DeviceWriter = Pick<
  LogTransaction,
  'saveDevice' | 'touchDevice' | 'revokeDevice' | 'saveEnrolmentCode' | 'useEnrolmentCode'
>;

export function createDeviceWriter(sql: Sql): DeviceWriter {
  return {
    async saveDevice(device, tokenHash) {
      await sql(
        'INSERT INTO devices (id, user_id, name, token_hash, created_at, last_seen_at) VALUES ($1, $2, $3, $4, $5, $6)',
        [device.id, device.userId, device.name, tokenHash, device.createdAt, device.lastSeenAt ?? null],
      );
    },
    async touchDevice(id, at) {
      await sql('UPDATE devices SET last_seen_at = $2 WHERE id = $1', [id, at]);
    },
    async revokeDevice(id, at) {
      const rows = await sql(
        'UPDATE devices SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id',
        [id, at],
      );
      return rows.length > 0;
    },
    async saveEnrolmentCode({ hash, userId, expiresAt }) {
      await sql('INSERT INTO enrolment_codes (hash, user_id, expires_at) VALUES ($1, $2, $3)', [
        hash,
        userId,
        expiresAt,
      ]);
    },
    async useEnrolmentCode(hash, now) {
      const [row] = await sql<{ readonly user_id: string }>(
        `UPDATE enrolment_codes SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2
         RETURNING user_id`,
        [hash, now],
      );
      if (row !== undefined) return { kind: 'accepted', userId: row.user_id as UserId };
      const [code] = await sql<{ readonly used_at: number | null }>(
        'SELECT used_at FROM enrolment_codes WHERE hash = $1',
        [hash],
      );
      if (code === undefined) return { kind: 'unknown' };
      return { kind: code.used_at === null ? 'expired' : 'used' };
    },
  };
}
