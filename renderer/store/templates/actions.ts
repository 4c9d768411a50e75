import type { ChannelId, RecordId, TemplateId } from '../../../shared/domain/ids.ts';
import type { VariableMapping } from '../../../shared/domain/template-mapping.ts';
import { callMain, explainError } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { tell, tellError } from '../feedback/actions.ts';
import * as reduce from './reduce.ts';

export function chooseTemplatesChannel(channelId: ChannelId): void {
  updateApp('templates', (state) => reduce.chooseChannel(state, channelId));
  void loadTemplatesPage();
}

/** Fetches the list and the preview again; nothing while the page has never been opened. */
export const loadTemplatesPage = coalesce(async () => {
  const { channelId, phase } = getApp().templates;
  if (channelId === undefined) return;
  if (phase === 'idle') updateApp('templates', (state) => ({ ...state, phase: 'loading' }));
  try {
    const answer = await callMain('templates:list', { channelId });
    updateApp('templates', (state) => reduce.acceptRows(state, channelId, answer));
    await chooseFirstSample();
    await preview();
  } catch (error) {
    updateApp('templates', (state) => reduce.fail(state, channelId, explainError(error)));
  }
});

/** Asks Meta for the templates as they are now. */
export async function refreshTemplatesPage(): Promise<void> {
  const { channelId, isRefreshing } = getApp().templates;
  if (channelId === undefined || isRefreshing) return;
  updateApp('templates', (state) => ({ ...state, isRefreshing: true }));
  try {
    await callMain('templates:refresh', { channelId });
    await loadTemplatesPage();
    tell('Templates are up to date.');
  } catch (error) {
    tellError(error);
  } finally {
    updateApp('templates', (state) => ({ ...state, isRefreshing: false }));
  }
}

export function searchTemplatesPage(query: string): void {
  updateApp('templates', (state) => ({ ...state, query }));
}

export function showTemplate(templateId: TemplateId): void {
  updateApp('templates', (state) => reduce.choose(state, templateId));
  void preview();
}

export function editMapping(mapping: VariableMapping): void {
  updateApp('templates', (state) => reduce.editMapping(state, mapping));
  void preview();
}

export function dropMappingDraft(): void {
  updateApp('templates', (state) => ({ ...state, draft: undefined, saveFailure: undefined }));
  void preview();
}

export function chooseSample(recordId: RecordId, name: string): void {
  updateApp('templates', (state) => ({ ...state, sample: { recordId, name } }));
  void preview();
}

/** Saves what is edited, for the whole agency. */
export async function saveMapping(): Promise<void> {
  const { chosenId } = getApp().templates;
  const variables = [...reduce.selectMapping(getApp().templates)];
  if (chosenId !== undefined) await sendMapping(chosenId, variables);
}

/** Takes the administrator's choice back: the suggestion counts again. */
export async function removeMapping(): Promise<void> {
  const { chosenId } = getApp().templates;
  if (chosenId !== undefined) await sendMapping(chosenId, undefined);
}

async function sendMapping(templateId: TemplateId, variables: VariableMapping[] | undefined): Promise<void> {
  updateApp('templates', (state) => ({ ...state, isSaving: true, saveFailure: undefined }));
  try {
    await callMain('templates:save-mapping', {
      templateId,
      ...(variables === undefined ? {} : { variables }),
    });
    // The list comes again with the change set that the relay's answer becomes.
    updateApp('templates', (state) => ({ ...state, isSaving: false, draft: undefined }));
    tell(variables === undefined ? 'The suggestion counts again.' : 'Saved for everybody.');
  } catch (error) {
    updateApp('templates', (state) => ({ ...state, isSaving: false, saveFailure: explainError(error) }));
  }
}

async function chooseFirstSample(): Promise<void> {
  if (getApp().templates.sample !== undefined) return;
  const { rows } = await callMain('records:list', { query: '', offset: 0, limit: 1 });
  const first = rows[0];
  if (first === undefined) return;
  updateApp('templates', (state) => ({ ...state, sample: { recordId: first.id, name: first.name } }));
}

/** The chosen template with the sample's values, as the mapping on screen would fill them. */
const preview = coalesce(async () => {
  const { templates } = getApp();
  if (templates.chosenId === undefined) return;
  try {
    const prepared = await callMain('templates:prepare', {
      templateId: templates.chosenId,
      ...(templates.sample === undefined ? {} : { recordId: templates.sample.recordId }),
      mapping: [...reduce.selectMapping(templates)],
    });
    updateApp('templates', (state) => reduce.acceptPrepared(state, prepared));
  } catch (error) {
    tellError(error);
  }
});
