import type { ConversationId, MessageId, RecordId } from '../../../shared/domain/ids.ts';
import { getApp, updateApp } from '../app-store.ts';
import * as reduce from './reduce.ts';
import type { ComposeTarget, Overlay, Place, RecordTab, SettingsSection } from './state.ts';

export function goToPlace(place: Place): void {
  updateApp('navigation', (state) => reduce.goToPlace(state, place));
}

export function openRecord(recordId: RecordId, tab?: RecordTab): void {
  updateApp('navigation', (state) => reduce.openRecord(state, recordId, tab));
}

export function chooseTab(tab: RecordTab): void {
  updateApp('navigation', (state) => reduce.chooseTab(state, tab));
}

/** Opens a conversation beside what is shown. */
export function openConversation(conversationId: ConversationId, messageId?: MessageId): void {
  updateApp('navigation', (state) => reduce.openConversation(state, findPlace(), conversationId, messageId));
}

/** Opens a conversation in the inbox, wherever the user is: from the bell, a notification or the switcher. */
export function openInInbox(conversationId: ConversationId, messageId?: MessageId): void {
  updateApp('navigation', (state) => reduce.openConversation(state, 'inbox', conversationId, messageId));
}

export function openCompose(target: ComposeTarget): void {
  const place = target.kind === 'record' ? 'records' : findPlace();
  updateApp('navigation', (state) => reduce.openCompose(state, place, target));
}

/** From a row of the list: shows the record and the panel for a new message beside it. */
export function composeToRecord(recordId: RecordId, e164: string | undefined): void {
  openRecord(recordId, 'whatsapp');
  openCompose({ kind: 'record', recordId, ...(e164 === undefined ? {} : { e164 }) });
}

/** Opens the settings at one of their pages, from wherever the user is. */
export function openSettings(section: SettingsSection): void {
  updateApp('navigation', (state) => reduce.openSettings(state, section));
}

export function closePane(): void {
  updateApp('navigation', reduce.closePane);
}

export function goBack(): void {
  updateApp('navigation', reduce.goBack);
}

export function setOverlay(overlay: Overlay | undefined): void {
  updateApp('navigation', (state) => reduce.setOverlay(state, overlay));
}

/** Looks for a person or a number, as if it had been typed into the switcher. */
export function seekPerson(query: string): void {
  updateApp('navigation', (state) => reduce.seek(state, query));
}

function findPlace(): 'records' | 'inbox' {
  const { place } = getApp().navigation;
  return place === 'settings' ? 'inbox' : place;
}
