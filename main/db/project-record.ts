import { assert } from '../../shared/domain/assert.ts';
import type { PersonKey, RecordId } from '../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../shared/domain/phone-number.ts';
import { type CrmRecord, recordName } from '../../shared/domain/record.ts';
import { type WriteHandle, findRow, listRows, runSql } from './handle.ts';
import type { Projection } from './projection.ts';
import { forgetFilings } from './record-files.ts';
import { rowIdsOf } from './record-row-ids.ts';
import { foldText } from '../../shared/domain/fold-text.ts';
import { indexedDigits } from './search-query.ts';
import { dropUnprojectedRecord } from './unprojected.ts';

type Known = { readonly rowId: number; readonly seq: number };

const FIND = 'SELECT row_id AS rowId, seq FROM records WHERE id = :id';
const FIND_ERASURE = 'SELECT seq FROM erased_records WHERE id = :id';

const INSERT = `
  INSERT INTO records (row_id, id, kind, name, sort_name, data, seq)
  SELECT coalesce(max(row_id), :firstRowId - 1) + 1, :id, :kind, :name, :sortName, :data, :seq
  FROM records WHERE row_id BETWEEN :firstRowId AND :lastRowId
  RETURNING row_id AS rowId`;

/** The record as the CRM described it last. */
export function projectRecord(projection: Projection, record: CrmRecord, seq: number): void {
  const { db, changes } = projection;
  const { id, kind } = record;
  const known = findRow<Known>(db, FIND, { id });
  if (known !== undefined && known.seq >= seq) return;
  if ((findRow<{ seq: number }>(db, FIND_ERASURE, { id })?.seq ?? 0) >= seq) return;
  if (known !== undefined) deleteRecord(projection, known.rowId);
  const name = recordName(record);
  const row = { id, kind, name, sortName: foldText(name), data: JSON.stringify(record), seq };
  const inserted = findRow<{ rowId: number }>(db, INSERT, { ...row, ...rowIdsOf(kind) });
  assert(inserted !== undefined, 'an INSERT with RETURNING answers its row');
  const { rowId } = inserted;
  insertPhones(db, rowId, record);
  insertWords(db, rowId, record);
  changes.records.add(id);
}

/**
 * Forgets the record, also where it waits among the entries that could not be used. Conversations stay: they belong to the
 * person, who may be on other records (docs/decisions).
 */
export function projectErasure(projection: Projection, id: RecordId, seq: number): void {
  const { db, changes } = projection;
  const remember = `
    INSERT INTO erased_records (id, seq) VALUES (:id, :seq)
    ON CONFLICT (id) DO UPDATE SET seq = max(seq, excluded.seq)`;
  runSql(db, remember, { id, seq });
  dropUnprojectedRecord(db, id, seq);
  forgetFilings(db, id);
  const known = findRow<Known>(db, FIND, { id });
  if (known === undefined || known.seq >= seq) return;
  deleteRecord(projection, known.rowId);
  changes.records.add(id);
  projection.erased.add(id);
}

/**
 * Takes the words of erased records out of the search. Deleting a row only marks it in a full-text index; its words stay in
 * the file until the parts of the index are merged. Half a second over 50,000 records, so once for a batch.
 */
export function forgetErasedWords({ db, erased }: Projection): void {
  if (erased.size === 0) return;
  runSql(db, "INSERT INTO records_fts (records_fts) VALUES ('optimize')");
  runSql(db, "INSERT INTO phones_fts (phones_fts) VALUES ('optimize')");
}

/** The people are noted as changed first: their threads lose this record's name. */
function deleteRecord({ db, changes }: Projection, rowId: number): void {
  const phones = `
    SELECT person_key AS personKey FROM record_phones WHERE record_row_id = :rowId
    UNION SELECT l.person_key FROM records r JOIN record_link_people l ON l.record_id = r.id WHERE r.row_id = :rowId`;
  for (const { personKey } of listRows<{ personKey: PersonKey }>(db, phones, { rowId }))
    changes.people.add(personKey);
  // Its numbers go with it: ON DELETE CASCADE.
  runSql(db, 'DELETE FROM records WHERE row_id = :rowId', { rowId });
  runSql(db, 'DELETE FROM records_fts WHERE rowid = :rowId', { rowId });
  runSql(db, 'DELETE FROM phones_fts WHERE rowid = :rowId', { rowId });
}

const INSERT_PHONE = `
  INSERT INTO record_phones (record_row_id, label, e164, person_key) VALUES (:rowId, :label, :e164, :personKey)`;

function insertPhones(db: WriteHandle, rowId: number, record: CrmRecord): void {
  for (const { label, e164 } of record.phones) {
    if (e164 === undefined) continue;
    runSql(db, INSERT_PHONE, { rowId, label, e164, personKey: personKeyForNumber(e164) });
  }
  const digits = record.phones.map(indexedDigits).join(' ').trim();
  if (digits === '') return;
  runSql(db, 'INSERT INTO phones_fts (rowid, digits) VALUES (:rowId, :digits)', { rowId, digits });
}

const INSERT_WORDS = `
  INSERT INTO records_fts (rowid, name, email, company, job_title, location)
  VALUES (:rowId, :name, :email, :company, :jobTitle, :location)`;

function insertWords(db: WriteHandle, rowId: number, record: CrmRecord): void {
  const { knownAs, firstName, lastName, emails } = record;
  runSql(db, INSERT_WORDS, {
    rowId,
    name: foldNames([...new Set([knownAs, firstName, lastName])]),
    email: foldText(emails.join(' ')),
    company: foldText(record.company),
    jobTitle: foldText(record.jobTitle),
    location: foldText(record.location),
  });
}

/** "O’Neill" is found as "oneill" and as "neill": with the apostrophe as a gap and without it. */
function foldNames(names: readonly string[]): string {
  return names
    .map((name) =>
      /['’‘`´]/.test(name) ? `${foldText(name)} ${foldText(name.replace(/['’‘`´]/g, ' '))}` : foldText(name),
    )
    .join(' ');
}
