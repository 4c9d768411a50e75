import type { RecordKind } from '../../../shared/domain/record.ts';
import type { RecordRow } from '../../../shared/ipc/views.ts';

export const RECORDS_PAGE = 100;

export type RecordsState = {
  readonly query: string;
  readonly kind: RecordKind | undefined;
  /** Counts questions: the answer to an older one is stale and is dropped. */
  readonly epoch: number;
  /** The question that the rows shown answer. */
  readonly shownEpoch: number;
  readonly pages: Readonly<Record<number, readonly RecordRow[]>>;
  readonly total: number | undefined;
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly failure: string | undefined;
  /** The row that the keyboard is at. */
  readonly activeIndex: number;
};

export const initialRecords: RecordsState = {
  query: '',
  kind: undefined,
  epoch: 0,
  shownEpoch: -1,
  pages: {},
  total: undefined,
  phase: 'loading',
  failure: undefined,
  activeIndex: 0,
};
