import type { RecordRow } from '../../../shared/ipc/views.ts';
import { RECORDS_PAGE, type RecordsState } from './state.ts';

/** The row at a place in the list; undefined while its page is on the way. */
export function findRecordRow(state: Pick<RecordsState, 'pages'>, index: number): RecordRow | undefined {
  return state.pages[Math.floor(index / RECORDS_PAGE)]?.[index % RECORDS_PAGE];
}

/** The pages that a stretch of rows touches. */
export function listPages(first: number, last: number): readonly number[] {
  const from = Math.floor(Math.max(0, first) / RECORDS_PAGE);
  const to = Math.floor(Math.max(0, last) / RECORDS_PAGE);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
