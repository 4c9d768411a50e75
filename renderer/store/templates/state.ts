import type { ChannelId, RecordId, TemplateId } from '../../../shared/domain/ids.ts';
import type { VariableMapping } from '../../../shared/domain/template-mapping.ts';
import type { PreparedTemplate, TemplateRow } from '../../../shared/ipc/views.ts';

export type TemplatesState = {
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  readonly failure: string | undefined;
  readonly channelId: ChannelId | undefined;
  readonly rows: readonly TemplateRow[];
  readonly syncedAt: number | undefined;
  readonly isRefreshing: boolean;
  readonly query: string;
  readonly chosenId: TemplateId | undefined;
  /** As edited; undefined while nothing has been changed. */
  readonly draft: readonly VariableMapping[] | undefined;
  /** Whose values the preview shows. */
  readonly sample: { readonly recordId: RecordId; readonly name: string } | undefined;
  readonly prepared: PreparedTemplate | undefined;
  readonly isSaving: boolean;
  readonly saveFailure: string | undefined;
};

export const initialTemplates: TemplatesState = {
  phase: 'idle',
  failure: undefined,
  channelId: undefined,
  rows: [],
  syncedAt: undefined,
  isRefreshing: false,
  query: '',
  chosenId: undefined,
  draft: undefined,
  sample: undefined,
  prepared: undefined,
  isSaving: false,
  saveFailure: undefined,
};
