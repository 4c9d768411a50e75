import type { ChannelId, TemplateId } from '../../../shared/domain/ids.ts';
import { checkTemplateValues } from '../../../shared/domain/template.ts';
import { callMain, explainError } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { tell, tellError } from '../feedback/actions.ts';
import { openConversation } from '../navigation/actions.ts';
import type { ComposeTarget } from '../navigation/state.ts';
import * as reduce from './reduce.ts';
import { findSendTarget } from './send-target.ts';
import type { ComposeState } from './state.ts';

/** Opens the panel for a target. A channel that is named is fixed: an existing thread stays on its number. */
export function startCompose(
  target: ComposeTarget,
  start: { readonly e164: string | undefined; readonly channelId: ChannelId | undefined },
): void {
  updateApp('compose', (state) => reduce.startCompose(state, target, start));
  void loadTemplates();
  void reloadThreads();
}

/** Brings what there is already with the person up to date: a window may open while the template is being chosen. */
export const reloadThreads = coalesce(async () => {
  const { target } = getApp().compose;
  if (target === undefined) return;
  try {
    const found = await readThreads(target);
    updateApp('compose', (state) => reduce.acceptThreads(state, target, found));
  } catch (error) {
    tellError(error);
  }
});

async function readThreads(target: ComposeTarget): Promise<Pick<ComposeState, 'threads' | 'people'>> {
  if (target.kind === 'conversation') {
    const row = await callMain('conversations:get', { conversationId: target.conversationId });
    return { threads: [row], people: {} };
  }
  const [{ people }, { rows }] = await Promise.all([
    callMain('records:get', { recordId: target.recordId }),
    callMain('conversations:list-for-record', { recordId: target.recordId }),
  ]);
  return {
    threads: rows,
    people: Object.fromEntries(people.map(({ e164, personKey }) => [e164, personKey])),
  };
}

export function chooseNumber(e164: string): void {
  updateApp('compose', (state) => ({ ...state, e164 }));
}

export function chooseChannel(channelId: ChannelId): void {
  updateApp('compose', (state) => reduce.chooseChannel(state, channelId));
  void loadTemplates();
}

export function searchTemplates(query: string): void {
  updateApp('compose', (state) => ({ ...state, query }));
}

export const loadTemplates = coalesce(async () => {
  const { channelId } = getApp().compose;
  if (channelId === undefined) return;
  updateApp('compose', reduce.startTemplates);
  try {
    const answer = await callMain('templates:list', { channelId });
    updateApp('compose', (state) => reduce.acceptTemplates(state, channelId, answer));
  } catch (error) {
    updateApp('compose', (state) => reduce.failTemplates(state, channelId, explainError(error)));
  }
});

/** Asks Meta for the templates as they are now. */
export async function refreshTemplates(): Promise<void> {
  const { channelId, isRefreshing } = getApp().compose;
  if (channelId === undefined || isRefreshing) return;
  updateApp('compose', (state) => ({ ...state, isRefreshing: true }));
  try {
    await callMain('templates:refresh', { channelId });
    await loadTemplates();
    tell('Templates are up to date.');
  } catch (error) {
    tellError(error);
  } finally {
    updateApp('compose', (state) => ({ ...state, isRefreshing: false }));
  }
}

export async function chooseTemplate(templateId: TemplateId): Promise<void> {
  updateApp('compose', (state) => reduce.chooseTemplate(state, templateId));
  const { target } = getApp().compose;
  try {
    const prepared = await callMain('templates:prepare', {
      templateId,
      ...(target?.kind === 'record' ? { recordId: target.recordId } : {}),
      ...(target?.kind === 'conversation' ? { conversationId: target.conversationId } : {}),
    });
    updateApp('compose', (state) => reduce.acceptPrepared(state, templateId, prepared));
  } catch (error) {
    updateApp('compose', (state) => reduce.failPrepare(state, templateId, explainError(error)));
  }
}

export function backToTemplates(): void {
  updateApp('compose', reduce.backToChoosing);
}

export function editValue(key: string, value: string): void {
  updateApp('compose', (state) => reduce.editValue(state, key, value));
}

/** Queues the template and opens its conversation. A failure keeps the form as it is, with the reason. */
export async function sendTemplate(): Promise<void> {
  const { compose } = getApp();
  const { prepared, values, phase, templateId } = compose;
  const target = findSendTarget(compose);
  if (phase !== 'filling' || prepared === undefined || templateId === undefined) return;
  if (target === undefined || checkTemplateValues(prepared.template, values).length > 0) return;
  updateApp('compose', (state) => ({ ...state, phase: 'sending', failure: undefined }));
  try {
    const { conversationId } = await callMain('messages:send-template', { target, templateId, values });
    openConversation(conversationId);
  } catch (error) {
    updateApp('compose', (state) => ({ ...state, phase: 'filling', failure: explainError(error) }));
  }
}
