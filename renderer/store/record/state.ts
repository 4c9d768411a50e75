import type { RecordId } from '../../../shared/domain/ids.ts';
import type { RecordFileRow } from '../../../shared/ipc/record-file-views.ts';
import type { ConversationRow, HistoryEntry, RecordDetails } from '../../../shared/ipc/views.ts';

export type RecordState = {
  readonly recordId: RecordId | undefined;
  /** `gone`: the CRM has erased it. */
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed' | 'gone';
  readonly failure: string | undefined;
  readonly details: RecordDetails | undefined;
  readonly conversations: readonly ConversationRow[] | undefined;
  readonly files: readonly RecordFileRow[];
  readonly history: {
    readonly entries: readonly HistoryEntry[];
    readonly nextBefore: string | undefined;
    readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
    readonly failure: string | undefined;
  };
};

export const initialRecord: RecordState = {
  recordId: undefined,
  phase: 'idle',
  failure: undefined,
  details: undefined,
  conversations: undefined,
  files: [],
  history: { entries: [], nextBefore: undefined, phase: 'idle', failure: undefined },
};
