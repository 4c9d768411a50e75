import type { RecordKind } from '../../shared/domain/record.ts';

/** The row ids in which records are looked for. */
export type RowIdRange = { readonly firstRowId: number; readonly lastRowId: number };

/**
 * Each kind has its own range of row ids. The full-text indexes know nothing but row ids, so this lets them count and
 * list one kind without reading a single record.
 */
const RANGES: Record<RecordKind, RowIdRange> = {
  candidate: { firstRowId: 1, lastRowId: 999_999_999_999 },
  contact: { firstRowId: 1_000_000_000_000, lastRowId: 1_999_999_999_999 },
};

/** The range of a kind, or of all kinds. */
export function rowIdsOf(kind: RecordKind | undefined): RowIdRange {
  if (kind !== undefined) return RANGES[kind];
  return { firstRowId: RANGES.candidate.firstRowId, lastRowId: RANGES.contact.lastRowId };
}
