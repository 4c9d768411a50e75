import type { ChannelId, TemplateId } from '../../../shared/domain/ids.ts';
import { explainBadHeaderFile } from '../../../shared/domain/template-header-file.ts';
import type { CallOutput } from '../../../shared/ipc/types.ts';
import type { PreparedTemplate } from '../../../shared/ipc/views.ts';
import type { ComposeTarget } from '../navigation/state.ts';
import { type ComposeState, type HeaderFile, initialCompose } from './state.ts';

export function startCompose(
  _state: ComposeState,
  target: ComposeTarget | undefined,
  start: { readonly e164: string | undefined; readonly channelId: ChannelId | undefined },
): ComposeState {
  return { ...initialCompose, target, ...start };
}

export function chooseChannel(state: ComposeState, channelId: ChannelId): ComposeState {
  if (channelId === state.channelId) return state;
  return {
    ...backToChoosing(state),
    channelId,
    templates: initialCompose.templates,
  };
}

export function acceptThreads(
  state: ComposeState,
  target: ComposeTarget,
  found: Pick<ComposeState, 'threads' | 'people'>,
): ComposeState {
  return state.target === target ? { ...state, ...found } : state;
}

export function startTemplates(state: ComposeState): ComposeState {
  if (state.templates.phase === 'ready') return state;
  return { ...state, templates: { ...state.templates, phase: 'loading', failure: undefined } };
}

export function acceptTemplates(
  state: ComposeState,
  channelId: ChannelId,
  { rows, syncedAt }: CallOutput<'templates:list'>,
): ComposeState {
  if (state.channelId !== channelId) return state;
  return { ...state, templates: { phase: 'ready', rows, syncedAt, failure: undefined } };
}

export function failTemplates(state: ComposeState, channelId: ChannelId, failure: string): ComposeState {
  if (state.channelId !== channelId) return state;
  return { ...state, templates: { ...state.templates, phase: 'failed', failure } };
}

export function chooseTemplate(state: ComposeState, templateId: TemplateId): ComposeState {
  return { ...backToChoosing(state), templateId, phase: 'preparing' };
}

export function backToChoosing(state: ComposeState): ComposeState {
  return {
    ...state,
    templateId: undefined,
    prepared: undefined,
    values: {},
    headerFile: undefined,
    phase: 'choosing',
    failure: undefined,
  };
}

/** The form, filled by main. An answer for a template that is no longer chosen is stale. */
export function acceptPrepared(
  state: ComposeState,
  templateId: TemplateId,
  prepared: PreparedTemplate,
): ComposeState {
  if (state.templateId !== templateId || state.phase !== 'preparing') return state;
  const values = Object.fromEntries(prepared.variables.map(({ key, value }) => [key, value]));
  return { ...state, prepared, values, phase: 'filling', failure: undefined };
}

export function failPrepare(state: ComposeState, templateId: TemplateId, failure: string): ComposeState {
  if (state.templateId !== templateId) return state;
  return { ...backToChoosing(state), failure };
}

export function editValue(state: ComposeState, key: string, value: string): ComposeState {
  return { ...state, values: { ...state.values, [key]: value }, failure: undefined };
}

/** A file was chosen, or taken away. */
export function setHeaderFile(state: ComposeState, headerFile: HeaderFile | undefined): ComposeState {
  return { ...state, headerFile, failure: undefined };
}

/** What main made of the file; one that was taken away meanwhile is not there any more. */
export function settleHeaderFile(state: ComposeState, settled: HeaderFile): ComposeState {
  return state.headerFile?.file === settled.file ? setHeaderFile(state, settled) : state;
}

/** What is still wrong with the file at the top, in a sentence; undefined when nothing is. */
export function explainHeaderFile({
  prepared,
  headerFile,
}: Pick<ComposeState, 'prepared' | 'headerFile'>): string | undefined {
  if (prepared === undefined || headerFile?.state === 'ready') return undefined;
  if (headerFile?.state === 'reading') return 'The file is being read.';
  return headerFile?.problem ?? explainBadHeaderFile(prepared.template, undefined);
}
