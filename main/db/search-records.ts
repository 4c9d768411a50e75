import type { CrmRecord, RecordKind } from '../../shared/domain/record.ts';
import { type Json, type ReadHandle, findRow, listRows } from './handle.ts';
import { type RowIdRange, rowIdsOf } from './record-row-ids.ts';
import type { SearchQuery } from './search-query.ts';

export type RecordPage = { readonly records: readonly Json<CrmRecord>[]; readonly total: number };

type Search = {
  readonly query: SearchQuery;
  readonly kind: RecordKind | undefined;
  readonly offset: number;
  readonly limit: number;
};

type MatchParams = RowIdRange & SearchQuery;

/** Those whose name matches first, then those who match elsewhere (company, job …); each part by name. */
export function searchRecords(db: ReadHandle, { query, kind, offset, limit }: Search): RecordPage {
  const range = rowIdsOf(kind);
  const all: MatchParams = { ...range, ...query };
  const hits = hitsOf(query);
  const total = countHits(db, hits, all);
  if (query.words === undefined) return { records: listPage(db, hits, total, all, offset, limit), total };

  const named: MatchParams = { ...all, words: `{name} : (${query.words})` };
  const namedTotal = countHits(db, hits, named);
  const first = listPage(db, hits, namedTotal, named, offset, limit);
  const missing = limit - first.length;
  if (missing === 0 || offset + limit <= namedTotal) return { records: first, total };
  const elsewhere = `${hits} AND rowid NOT IN (SELECT rowid FROM records_fts WHERE records_fts MATCH :nameWords)`;
  const others = { ...all, nameWords: named.words ?? '' };
  const rest = listPage(db, elsewhere, total - namedTotal, others, Math.max(0, offset - namedTotal), missing);
  return { records: [...first, ...rest], total };
}

const IN_RANGE = 'rowid BETWEEN :firstRowId AND :lastRowId';
const WORD_HITS = `SELECT rowid FROM records_fts WHERE records_fts MATCH :words AND ${IN_RANGE}`;
const DIGIT_HITS = `SELECT rowid FROM phones_fts WHERE phones_fts MATCH :digits AND ${IN_RANGE}`;

const DIGIT_OR_WORD_HITS = `
  ${DIGIT_HITS} UNION SELECT rowid FROM records_fts WHERE records_fts MATCH :digitWord AND ${IN_RANGE}`;

function hitsOf({ words, digits, digitWord }: SearchQuery): string {
  if (digits === undefined) return WORD_HITS;
  const digitHits = digitWord === undefined ? DIGIT_HITS : DIGIT_OR_WORD_HITS;
  return words === undefined ? digitHits : `${WORD_HITS} AND rowid IN (${digitHits})`;
}

function countHits(db: ReadHandle, hits: string, params: MatchParams): number {
  return findRow<{ count: number }>(db, `SELECT count(*) AS count FROM (${hits})`, params)?.count ?? 0;
}

/** From here on it is quicker to walk along the names and skip what is no hit than to sort the hits. */
const MANY_HITS = 1_000;

function listPage(
  db: ReadHandle,
  hits: string,
  count: number,
  params: MatchParams,
  offset: number,
  limit: number,
): Json<CrmRecord>[] {
  if (count <= offset) return [];
  // The plus keeps SQLite from looking up each hit by its row id.
  const source =
    count > MANY_HITS ? `records INDEXED BY records_by_name WHERE +row_id` : 'records WHERE row_id';
  const sql = `
    SELECT data FROM (
      SELECT row_id AS hit FROM ${source} IN (${hits}) ORDER BY sort_name, id LIMIT :limit OFFSET :offset
    ) CROSS JOIN records ON row_id = hit ORDER BY sort_name, id`;
  return listRows<{ data: Json<CrmRecord> }>(db, sql, { ...params, offset, limit }).map(({ data }) => data);
}
