import type { ChannelId, TemplateId } from '../../../shared/domain/ids.ts';
import { type Template, checkTemplateValues } from '../../../shared/domain/template.ts';
import { judgeOutboundFile } from '../../../shared/domain/outbound-files.ts';
import { explainBadHeaderFile } from '../../../shared/domain/template-header-file.ts';
import { callMain, explainError, stageFile } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { tell, tellError } from '../feedback/actions.ts';
import { openConversation } from '../navigation/actions.ts';
import type { ComposeTarget } from '../navigation/state.ts';
import * as reduce from './reduce.ts';
import { findSendTarget } from './send-target.ts';
import type { ComposeState, HeaderFile } from './state.ts';

/** Opens the panel for a target. A channel that is named is fixed: an existing thread stays on its number. */
export function startCompose(
  target: ComposeTarget,
  start: { readonly e164: string | undefined; readonly channelId: ChannelId | undefined },
): void {
  dropHeaderFile();
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
  dropHeaderFile();
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
  dropHeaderFile();
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
  dropHeaderFile();
  updateApp('compose', reduce.backToChoosing);
}

export function editValue(key: string, value: string): void {
  updateApp('compose', (state) => reduce.editValue(state, key, value));
}

/** Takes the file that is to stand at the top; main says whether WhatsApp takes it. It replaces one that was there. */
export async function chooseHeaderFile(file: File): Promise<void> {
  const template = getApp().compose.prepared?.template;
  if (template === undefined) return;
  dropHeaderFile();
  updateApp('compose', (state) => reduce.setHeaderFile(state, { file, state: 'reading' }));
  const settled = await readHeaderFile(template, file);
  if (settled.state === 'ready' && getApp().compose.headerFile?.file !== file) discard(settled.attachmentId);
  updateApp('compose', (state) => reduce.settleHeaderFile(state, settled));
}

async function readHeaderFile(template: Template, file: File): Promise<HeaderFile> {
  const refuse = (problem: string): HeaderFile => ({ file, state: 'refused', problem });
  // Its kind is told by its name: what does not fit is not even read.
  const judged = judgeOutboundFile({ fileName: file.name, size: 1, mimeType: file.type });
  const misfit = explainBadHeaderFile(template, judged.ok ? judged.kind : undefined);
  if (misfit !== undefined) return refuse(misfit);
  try {
    const staged = await stageFile(file);
    return staged.ok ? { file, state: 'ready', attachmentId: staged.attachmentId } : refuse(staged.problem);
  } catch (error) {
    return refuse(explainError(error));
  }
}

/** Takes the file away again. */
export function dropHeaderFile(): void {
  const { headerFile, phase } = getApp().compose;
  // While it is being sent, its message may have it already.
  if (headerFile?.state === 'ready' && phase !== 'sending') discard(headerFile.attachmentId);
  updateApp('compose', (state) => reduce.setHeaderFile(state, undefined));
}

function discard(attachmentId: string): void {
  callMain('media:discard', { attachmentId }).catch(tellError);
}

/** Queues the template and opens its conversation. A failure keeps the form as it is, with the reason. */
export async function sendTemplate(): Promise<void> {
  const { compose } = getApp();
  const { prepared, values, phase, templateId, headerFile } = compose;
  const target = findSendTarget(compose);
  if (phase !== 'filling' || prepared === undefined || templateId === undefined) return;
  if (target === undefined || checkTemplateValues(prepared.template, values).length > 0) return;
  if (reduce.explainHeaderFile(compose) !== undefined) return;
  updateApp('compose', (state) => ({ ...state, phase: 'sending', failure: undefined }));
  try {
    const { conversationId } = await callMain('messages:send-template', {
      target,
      templateId,
      values,
      ...(headerFile?.state === 'ready' ? { attachmentId: headerFile.attachmentId } : {}),
    });
    // Its message has it now: there is nothing to discard.
    updateApp('compose', (state) => reduce.setHeaderFile(state, undefined));
    openConversation(conversationId);
  } catch (error) {
    updateApp('compose', (state) => ({ ...state, phase: 'filling', failure: explainError(error) }));
  }
}
