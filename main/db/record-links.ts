import type { PersonKey, RecordId } from '../../shared/domain/ids.ts';
import type { RecordLink } from '../../shared/protocol/events.ts';
import { type Changes, createChangeTracker, summariseChanges } from './change-tracker.ts';
import { type ReadHandle, type WriteHandle, findRow, inTransaction, listRows, runSql } from './handle.ts';
import type { Projection } from './projection.ts';
import { findMe } from './users.ts';

const SAVE = `
  INSERT INTO record_links (record_id, seq) VALUES (:recordId, :seq)
  ON CONFLICT (record_id) DO UPDATE SET seq = excluded.seq WHERE excluded.seq >= seq`;

/** Who is on a record by a consultant's word: all of them. An older word than the one that is known changes nothing. */
export function projectRecordLink(
  { db, changes }: Pick<Projection, 'db' | 'changes'>,
  { recordId, personKeys }: RecordLink,
  seq: number,
): void {
  if (runSql(db, SAVE, { recordId, seq }) === 0) return;
  for (const personKey of [...listLinkedPeople(db, recordId), ...personKeys]) changes.people.add(personKey);
  runSql(db, 'DELETE FROM record_link_people WHERE record_id = :recordId', { recordId });
  const insert = 'INSERT INTO record_link_people (record_id, person_key) VALUES (:recordId, :personKey)';
  for (const personKey of new Set(personKeys)) runSql(db, insert, { recordId, personKey });
  changes.records.add(recordId);
}

/** What the relay has just answered; its entry in the log comes after it. */
export function saveRecordLink(db: WriteHandle, link: RecordLink): Changes {
  return inTransaction(db, () => {
    const changes = createChangeTracker();
    const sql = 'SELECT seq FROM record_links WHERE record_id = :recordId';
    const seq = findRow<{ seq: number }>(db, sql, { recordId: link.recordId })?.seq ?? 0;
    projectRecordLink({ db, changes }, link, seq);
    return summariseChanges(db, changes, findMe(db)?.id);
  });
}

export function listLinkedPeople(db: ReadHandle, recordId: RecordId): readonly PersonKey[] {
  const sql = 'SELECT person_key AS personKey FROM record_link_people WHERE record_id = :recordId';
  return listRows<{ personKey: PersonKey }>(db, sql, { recordId }).map(({ personKey }) => personKey);
}
