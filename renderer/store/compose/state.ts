import type { ChannelId, PersonKey, TemplateId } from '../../../shared/domain/ids.ts';
import type { TemplateValues } from '../../../shared/domain/template.ts';
import type { ConversationRow, PreparedTemplate, TemplateRow } from '../../../shared/ipc/views.ts';
import type { ComposeTarget } from '../navigation/state.ts';

/** The file that is to stand at the top of a template. `ready`: WhatsApp takes it, and it is of the kind that the template has. */
export type HeaderFile = { readonly file: File } & (
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly attachmentId: string }
  | { readonly state: 'refused'; readonly problem: string }
);

export type ComposeState = {
  readonly target: ComposeTarget | undefined;
  /** Which of the person's numbers; for a record only. */
  readonly e164: string | undefined;
  readonly channelId: ChannelId | undefined;
  /** What there is already with this person: a template is not needed where a window is open. */
  readonly threads: readonly ConversationRow[];
  /** The person behind each number of the record. */
  readonly people: Readonly<Record<string, PersonKey>>;
  readonly templates: {
    readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
    readonly rows: readonly TemplateRow[];
    readonly syncedAt: number | undefined;
    readonly failure: string | undefined;
  };
  readonly isRefreshing: boolean;
  readonly query: string;
  readonly templateId: TemplateId | undefined;
  readonly prepared: PreparedTemplate | undefined;
  /** By variable key, as edited. */
  readonly values: TemplateValues;
  readonly headerFile: HeaderFile | undefined;
  readonly phase: 'choosing' | 'preparing' | 'filling' | 'sending';
  /** Why the last step failed. Everything typed is kept. */
  readonly failure: string | undefined;
};

export const initialCompose: ComposeState = {
  target: undefined,
  e164: undefined,
  channelId: undefined,
  threads: [],
  people: {},
  templates: { phase: 'idle', rows: [], syncedAt: undefined, failure: undefined },
  isRefreshing: false,
  query: '',
  templateId: undefined,
  prepared: undefined,
  values: {},
  headerFile: undefined,
  phase: 'choosing',
  failure: undefined,
};
