import type { UserId } from '../../shared/domain/ids.ts';
import type { Owner } from '../../shared/ipc/views.ts';
import type { User } from '../../shared/protocol/events.ts';
import { type Changes, createChangeTracker, summariseChanges } from './change-tracker.ts';
import {
  type Json,
  type ReadHandle,
  type WriteHandle,
  findRow,
  inTransaction,
  listRows,
  readJson,
  runSql,
} from './handle.ts';
import type { Projection } from './projection.ts';

const SAVE = `
  INSERT INTO users (id, data, seq) VALUES (:id, :data, :seq)
  ON CONFLICT (id) DO UPDATE SET data = excluded.data, seq = excluded.seq WHERE excluded.seq > seq`;

export function projectUser({ db, changes }: Projection, user: User, seq: number): void {
  if (runSql(db, SAVE, { id: user.id, data: JSON.stringify(user), seq }) === 0) return;
  if (findMe(db)?.id === user.id) saveMe(db, user);
  changes.hasFrameChanges = true;
}

/** Who has signed in here. Survives a rebuild of the projection. */
export function setUser(db: WriteHandle, user: User): Changes {
  return inTransaction(db, () => {
    saveMe(db, user);
    return summariseChanges(db, { ...createChangeTracker(), hasFrameChanges: true }, user.id);
  });
}

function saveMe(db: WriteHandle, user: User): void {
  const sql = `INSERT INTO meta (key, value) VALUES ('user', :value) ON CONFLICT (key) DO UPDATE SET value = :value`;
  runSql(db, sql, { value: JSON.stringify(user) });
}

/** The user who has signed in on this desktop. */
export function findMe(db: ReadHandle): User | undefined {
  const row = findRow<{ value: Json<User> }>(db, `SELECT value FROM meta WHERE key = 'user'`);
  return row && readJson(row.value);
}

/** Everybody active but the user, by name. */
export function listColleagues(db: ReadHandle): Owner[] {
  const me = findMe(db)?.id;
  return listRows<{ data: Json<User> }>(db, 'SELECT data FROM users')
    .map(({ data }) => readJson(data))
    .filter((user) => user.isActive && user.id !== me)
    .map(({ id, displayName }) => ({ userId: id, displayName }))
    .sort((one, other) => one.displayName.localeCompare(other.displayName, 'en-GB'));
}

/** The name of a colleague; a neutral one for somebody whom the log has not named. */
export function describeUser(db: ReadHandle, id: UserId): string {
  const row = findRow<{ data: Json<User> }>(db, 'SELECT data FROM users WHERE id = :id', { id });
  if (row !== undefined) return readJson(row.data).displayName;
  const me = findMe(db);
  return me?.id === id ? me.displayName : 'A colleague';
}
