import type { ChannelId, TemplateId } from '../../../shared/domain/ids.ts';
import type { VariableMapping } from '../../../shared/domain/template-mapping.ts';
import type { CallOutput } from '../../../shared/ipc/types.ts';
import type { PreparedTemplate, TemplateRow } from '../../../shared/ipc/views.ts';
import { type TemplatesState, initialTemplates } from './state.ts';

export function chooseChannel(state: TemplatesState, channelId: ChannelId): TemplatesState {
  if (state.channelId === channelId) return state;
  return { ...initialTemplates, sample: state.sample, channelId };
}

/** What is being edited stays, as long as its template is there. */
export function acceptRows(
  state: TemplatesState,
  channelId: ChannelId,
  { rows, syncedAt }: CallOutput<'templates:list'>,
): TemplatesState {
  if (state.channelId !== channelId) return state;
  const isStillThere = rows.some(({ template }) => template.id === state.chosenId);
  const next: TemplatesState = { ...state, phase: 'ready', failure: undefined, rows, syncedAt };
  return isStillThere
    ? next
    : { ...next, chosenId: rows[0]?.template.id, draft: undefined, prepared: undefined };
}

export function fail(state: TemplatesState, channelId: ChannelId, failure: string): TemplatesState {
  if (state.channelId !== channelId) return state;
  return { ...state, phase: state.rows.length === 0 ? 'failed' : state.phase, failure };
}

export function choose(state: TemplatesState, chosenId: TemplateId): TemplatesState {
  if (state.chosenId === chosenId) return state;
  return { ...state, chosenId, draft: undefined, prepared: undefined, saveFailure: undefined };
}

/** Changes where one variable gets its value from. */
export function editMapping(state: TemplatesState, edited: VariableMapping): TemplatesState {
  const shown = selectMapping(state);
  const draft = shown.map((mapping) => (mapping.key === edited.key ? edited : mapping));
  return { ...state, draft, saveFailure: undefined };
}

/** An answer that is about another template than the chosen one is stale. */
export function acceptPrepared(state: TemplatesState, prepared: PreparedTemplate): TemplatesState {
  return prepared.template.id === state.chosenId ? { ...state, prepared } : state;
}

export function selectChosen(state: TemplatesState): TemplateRow | undefined {
  return state.rows.find(({ template }) => template.id === state.chosenId);
}

const NOTHING: readonly VariableMapping[] = [];

/** What the form shows: the draft, else what counts now. */
export function selectMapping(state: TemplatesState): readonly VariableMapping[] {
  return state.draft ?? selectChosen(state)?.mapping ?? NOTHING;
}
