import type { ChannelId, TemplateId } from '../../../shared/domain/ids.ts';
import type { CallOutput } from '../../../shared/ipc/types.ts';
import type { PreparedTemplate } from '../../../shared/ipc/views.ts';
import type { ComposeTarget } from '../navigation/state.ts';
import { type ComposeState, initialCompose } from './state.ts';

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
  return { ...state, templateId, prepared: undefined, values: {}, phase: 'preparing', failure: undefined };
}

export function backToChoosing(state: ComposeState): ComposeState {
  return {
    ...state,
    templateId: undefined,
    prepared: undefined,
    values: {},
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
