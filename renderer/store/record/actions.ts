import { AppError } from '../../../shared/domain/app-error.ts';
import type { ConversationId, PersonKey, RecordId } from '../../../shared/domain/ids.ts';
import type { CallInput } from '../../../shared/ipc/types.ts';
import { callMain, explainError } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { tell, tellError } from '../feedback/actions.ts';
import { composeToRecord, openRecord } from '../navigation/actions.ts';
import * as reduce from './reduce.ts';

const HISTORY_PAGE = 60;

/** Message → WhatsApp: the conversations with this person; where there are none yet, the panel for a first one. */
export async function beginWhatsApp(recordId: RecordId, e164: string): Promise<void> {
  openRecord(recordId, 'whatsapp');
  try {
    const { rows } = await callMain('conversations:list-for-record', { recordId });
    const { place, recordId: shownId } = getApp().navigation;
    if (rows.length === 0 && place === 'records' && shownId === recordId) composeToRecord(recordId, e164);
  } catch (error) {
    tellError(error);
  }
}

/** Shows a record: its details and the conversations of its people. */
export async function showRecord(recordId: RecordId): Promise<void> {
  updateApp('record', (state) => reduce.startRecord(state, recordId));
  await reloadRecord();
}

/** Fetches the record that is shown again, with its history where that is open. */
export const reloadRecord = coalesce(async () => {
  const { recordId, history } = getApp().record;
  if (recordId === undefined) return;
  try {
    const [details, { rows: conversations }, { rows: files }] = await Promise.all([
      callMain('records:get', { recordId }),
      callMain('conversations:list-for-record', { recordId }),
      callMain('filing:list', { recordId }),
    ]);
    updateApp('record', (state) => reduce.acceptRecord(state, recordId, { details, conversations, files }));
    if (history.phase === 'ready') await refreshHistory(recordId);
  } catch (error) {
    const isGone = error instanceof AppError && error.code === 'not-found';
    updateApp('record', (state) =>
      isGone ? reduce.loseRecord(state, recordId) : reduce.failRecord(state, recordId, explainError(error)),
    );
  }
});

/** Loads the first page of the history, unless it is there; or the next older one. */
export async function loadHistory(which: 'first' | 'next'): Promise<void> {
  const { recordId, history } = getApp().record;
  if (recordId === undefined || history.phase === 'loading') return;
  if (history.phase === 'ready' && (which === 'first' || history.nextBefore === undefined)) return;
  updateApp('record', reduce.startHistory);
  try {
    const before = history.nextBefore;
    const page = await callMain('records:list-history', {
      recordId,
      limit: HISTORY_PAGE,
      ...(before === undefined ? {} : { before }),
    });
    updateApp('record', (state) => reduce.appendHistory(state, recordId, page));
  } catch (error) {
    updateApp('record', (state) => reduce.failHistory(state, recordId, explainError(error)));
  }
}

async function refreshHistory(recordId: RecordId): Promise<void> {
  const page = await callMain('records:list-history', { recordId, limit: HISTORY_PAGE });
  updateApp('record', (state) => reduce.refreshHistory(state, recordId, page));
}

/** Puts the person of a conversation on a record, for all colleagues. Answers whether it is done. */
export async function linkToRecord(
  conversationId: ConversationId,
  record: { readonly id: RecordId; readonly name: string },
): Promise<boolean> {
  try {
    await callMain('records:link', { conversationId, recordId: record.id });
    tell(`This conversation is now on the record of ${record.name}.`);
    return true;
  } catch (error) {
    tellError(error);
    return false;
  }
}

/** Takes the person of a conversation off a record on which a colleague put them. */
export async function unlinkFromRecord(conversationId: ConversationId, recordId: RecordId): Promise<void> {
  try {
    await callMain('records:unlink', { conversationId, recordId });
    tell('Taken off this record. The conversation is in the Inbox.');
  } catch (error) {
    tellError(error);
  }
}

/** Makes a record for the person of a conversation. Answers why it could not be; undefined when it is done. */
export async function createRecord(input: CallInput<'records:create'>): Promise<string | undefined> {
  try {
    await callMain('records:create', input);
    tell(`${[input.firstName, input.lastName].filter(Boolean).join(' ')} is now on a record of their own.`);
    return undefined;
  } catch (error) {
    return explainError(error);
  }
}

/** Lifts an opt-out, after the user has confirmed that the person asked for it. */
export async function liftOptOut(personKey: PersonKey): Promise<void> {
  try {
    await callMain('consents:set', { personKey, hasOptedOut: false });
    tell('Opt-out lifted.');
  } catch (error) {
    tellError(error);
  }
  await reloadRecord();
}
