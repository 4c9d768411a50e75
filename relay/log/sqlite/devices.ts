import type { Database } from 'better-sqlite3';
import type { UserId } from '../../../shared/domain/ids.ts';
import type { LogReader, LogTransaction } from '../relay-log.ts';
import { type DeviceRow, toDevice } from '../rows/device-row.ts';

/* The casts in this file bring back the brands of values that only this file's writer stored. */

export function createDeviceReader(database: Database): Pick<LogReader, 'findDevice' | 'listDevices'> {
  const byToken = database.prepare<[string], DeviceRow>('SELECT * FROM devices WHERE token_hash = ?');
  const byId = database.prepare<[string], DeviceRow>('SELECT * FROM devices WHERE id = ?');
  const all = database.prepare<[], DeviceRow>('SELECT * FROM devices ORDER BY created_at, id');
  return {
    async findDevice(by) {
      const row = 'tokenHash' in by ? byToken.get(by.tokenHash) : byId.get(by.id);
      return row && toDevice(row);
    },
    async listDevices() {
      return all.all().map(toDevice);
    },
  };
}

type DeviceWriter = Pick<
  LogTransaction,
  'saveDevice' | 'touchDevice' | 'revokeDevice' | 'saveEnrolmentCode' | 'useEnrolmentCode'
>;

export function createDeviceWriter(database: Database): DeviceWriter {
  const save = database.prepare(
    'INSERT INTO devices (id, user_id, name, token_hash, created_at, last_seen_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const touch = database.prepare('UPDATE devices SET last_seen_at = ? WHERE id = ?');
  const revoke = database.prepare('UPDATE devices SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL');
  const saveCode = database.prepare(
    'INSERT INTO enrolment_codes (hash, user_id, expires_at) VALUES (?, ?, ?)',
  );
  const useCode = database
    .prepare<[{ hash: string; now: number }], string>(
      `UPDATE enrolment_codes SET used_at = @now WHERE hash = @hash AND used_at IS NULL AND expires_at > @now
       RETURNING user_id`,
    )
    .pluck();
  const findCode = database.prepare<[string], { readonly used_at: number | null }>(
    'SELECT used_at FROM enrolment_codes WHERE hash = ?',
  );
  return {
    async saveDevice(device, tokenHash) {
      save.run(device.id, device.userId, device.name, tokenHash, device.createdAt, device.lastSeenAt ?? null);
    },
    async touchDevice(id, at) {
      touch.run(at, id);
    },
    async revokeDevice(id, at) {
      return revoke.run(at, id).changes > 0;
    },
    async saveEnrolmentCode({ hash, userId, expiresAt }) {
      saveCode.run(hash, userId, expiresAt);
    },
    async useEnrolmentCode(hash, now) {
      const userId = useCode.get({ hash, now }) as UserId | undefined;
      if (userId !== undefined) return { kind: 'accepted', userId };
      const code = findCode.get(hash);
      if (code === undefined) return { kind: 'unknown' };
      return { kind: code.used_at === null ? 'expired' : 'used' };
    },
  };
}
