import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, PersonKey, RecordId } from '../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../shared/domain/phone-number.ts';
import { type CrmRecord, type RecordKind, recordName } from '../../shared/domain/record.ts';
import type { RecordDetails, RecordRow } from '../../shared/ipc/views.ts';
import { findOptedOutAt } from './consents.ts';
import { type Json, type ReadHandle, findRow, listRows, readJson } from './handle.ts';
import { KEYS_OF_PERSON, RECORDS_OF_PERSON, UNREAD_OF_RECORD } from './identity-sql.ts';
import { describePerson } from './people.ts';
import { listLinkedPeople } from './record-links.ts';
import { parseSearchQuery } from './search-query.ts';
import { type RecordPage, searchRecords } from './search-records.ts';
import { findMe } from './users.ts';

export type ListRecords = {
  /** As typed: words of name, email, company, job title or place, and any part of a number. Empty: all. */
  readonly query: string;
  readonly kind?: RecordKind | undefined;
  readonly offset: number;
  readonly limit: number;
};

/** A page of the list, those whose name matches first, then by name; and how many there are in all. */
export function listRecords(db: ReadHandle, input: ListRecords): { rows: RecordRow[]; total: number } {
  const { kind, offset, limit } = input;
  const query = parseSearchQuery(input.query);
  const isSearch = query.words !== undefined || query.digits !== undefined;
  const page = isSearch
    ? searchRecords(db, { query, kind, offset, limit })
    : listAll(db, { kind, offset, limit });
  const me = findMe(db)?.id ?? '';
  return { rows: page.records.map((data) => buildRecordRow(db, readJson(data), me)), total: page.total };
}

function listAll(db: ReadHandle, { kind, offset, limit }: Omit<ListRecords, 'query'>): RecordPage {
  const where = kind === undefined ? '' : 'WHERE kind = :kind';
  const params = kind === undefined ? {} : { kind };
  // The page is found in an index alone; only its rows are read. CROSS: in this order, never row by row along the names.
  const sql = `
    SELECT data FROM (
      SELECT row_id AS hit FROM records ${where} ORDER BY sort_name, id LIMIT :limit OFFSET :offset
    ) CROSS JOIN records ON row_id = hit ORDER BY sort_name, id`;
  const rows = listRows<{ data: Json<CrmRecord> }>(db, sql, { ...params, limit, offset });
  const count = findRow<{ total: number }>(db, `SELECT count(*) AS total FROM records ${where}`, params);
  return { records: rows.map(({ data }) => data), total: count?.total ?? 0 };
}

function buildRecordRow(db: ReadHandle, record: CrmRecord, me: string): RecordRow {
  const { id, kind, jobTitle, company, location, status, phones } = record;
  return {
    id,
    kind,
    name: recordName(record),
    jobTitle,
    company,
    location,
    status,
    phones,
    hasOptedOut: listPeopleOf(db, record).some((personKey) => findOptedOutAt(db, personKey) !== undefined),
    unreadCount: findRow<{ count: number }>(db, UNREAD_OF_RECORD, { recordId: id, me })?.count ?? 0,
  };
}

/** The people behind the numbers, and those who were put on the record. */
function listPeopleOf(db: ReadHandle, { id, phones }: CrmRecord): readonly PersonKey[] {
  const numbers = phones.flatMap(({ e164 }) => e164 ?? []);
  return [...numbers.map(personKeyForNumber), ...listLinkedPeople(db, id)];
}

/** Throws AppError `not-found` when the record is not (or no longer) known. */
export function getRecord(db: ReadHandle, recordId: RecordId): CrmRecord {
  const row = findRow<{ data: Json<CrmRecord> }>(db, 'SELECT data FROM records WHERE id = :recordId', {
    recordId,
  });
  if (row === undefined) throw new AppError('not-found', 'This record is no longer there.');
  return readJson(row.data);
}

/** The record page: the record, and the person behind each of its numbers. Throws `not-found`. */
export function getRecordDetails(
  db: ReadHandle,
  { recordId }: { readonly recordId: RecordId },
): RecordDetails {
  const record = getRecord(db, recordId);
  const people = record.phones.flatMap(({ e164, label }) =>
    e164 === undefined ? [] : [{ e164, label, personKey: personKeyForNumber(e164) }],
  );
  return {
    record,
    name: recordName(record),
    people: people.map((person) => ({
      ...person,
      ...describeConsent(findOptedOutAt(db, person.personKey)),
      sharedWith: listOtherRecords(db, person.personKey, recordId),
    })),
    linkedPeople: listLinkedPeople(db, recordId).map((personKey) => ({
      personKey,
      name: describePerson(db, personKey).ownName,
      ...describeConsent(findOptedOutAt(db, personKey)),
      ...findLastConversation(db, personKey),
    })),
  };
}

/** The conversation by which the relay is told whom to take off; none where the user sees none. */
function findLastConversation(db: ReadHandle, personKey: PersonKey): { conversationId?: ConversationId } {
  const sql = `
    SELECT id FROM conversations WHERE person_key IN (${KEYS_OF_PERSON}) ORDER BY activity_at DESC LIMIT 1`;
  const row = findRow<{ id: ConversationId }>(db, sql, { personKey });
  return row === undefined ? {} : { conversationId: row.id };
}

/** How a view says whether a person may be sent templates. */
export function describeConsent(optedOutAt: number | undefined): {
  hasOptedOut: boolean;
  optedOutAt?: number;
} {
  return optedOutAt === undefined ? { hasOptedOut: false } : { hasOptedOut: true, optedOutAt };
}

function listOtherRecords(
  db: ReadHandle,
  personKey: PersonKey,
  except: RecordId,
): RecordDetails['people'][number]['sharedWith'] {
  const rows = listRows<{ id: RecordId; name: string }>(db, RECORDS_OF_PERSON, { personKey });
  return rows.filter(({ id }) => id !== except).map(({ id, name }) => ({ recordId: id, name }));
}
