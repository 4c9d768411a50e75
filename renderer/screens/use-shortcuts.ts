import { useEffect } from 'react';
import type { ConversationRow } from '../../shared/ipc/views.ts';
import { getApp } from '../store/app-store.ts';
import { tell } from '../store/feedback/actions.ts';
import { openChatFind } from '../store/find/actions.ts';
import { chooseReaction, markUnread, showInfo } from '../store/chat/actions.ts';
import {
  closePane,
  goToPlace,
  openCompose,
  openConversation,
  setOverlay,
} from '../store/navigation/actions.ts';
import { selectPane } from '../store/navigation/selectors.ts';
import { explainNoReaction } from '../words/reaction-words.ts';
import { type WindowKeyId, findShortcut } from '../words/shortcuts.ts';
import { findPointedMessage } from './pointed-message.ts';
import { replyToMessage } from './reply-to-message.ts';

/** "⌘" on macOS, "Ctrl" elsewhere. */
export function modifierName(): string {
  return isMac() ? '⌘' : 'Ctrl';
}

export function isMac(): boolean {
  return navigator.platform.startsWith('Mac');
}

const LAYERS = '[role="menu"], [role="dialog"], [role="alertdialog"]';

/** The keys that work everywhere in the window. */
export function useShortcuts(): void {
  useEffect(() => {
    let isLayerOpen = false;
    // Before any layer hears the key and closes: Escape is for the top layer only.
    const onCapture = () => {
      isLayerOpen = document.querySelector(LAYERS) !== null;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || (isLayerOpen && event.key === 'Escape')) return;
      const action = findAction(event);
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onCapture, { capture: true });
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onCapture, { capture: true });
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

function findAction(event: KeyboardEvent): (() => void) | undefined {
  if (event.key === 'Escape') return leaveTemplateChoice;
  const found = findShortcut({
    key: event.key,
    code: event.code,
    isMod: isMac() ? event.metaKey : event.ctrlKey,
    isShift: event.shiftKey,
    isAlt: event.altKey,
  });
  if (found === undefined || (event.key === '?' && isTyping(event.target))) return undefined;
  return () => ACTIONS[found.id](found.index);
}

const PLACES = ['records', 'inbox', 'settings'] as const;

/** What each key of the sheet does; `index` tells which of its presses it was. */
const ACTIONS: Readonly<Record<WindowKeyId, (index: number) => void>> = {
  switcher: () => setOverlay('switcher'),
  place: (index) => goToPlace(PLACES[index] ?? 'records'),
  settings: () => goToPlace('settings'),
  new: beginConversation,
  filter: focusFilter,
  nth: (index) => openRow(listShown()[index]),
  previous: () => stepConversation(-1),
  next: () => stepConversation(1),
  'previous-unread': () => stepConversation(-1, (row) => row.unreadCount > 0),
  'next-unread': () => stepConversation(1, (row) => row.unreadCount > 0),
  sheet: () => setOverlay('shortcuts'),
  write: () => document.querySelector<HTMLTextAreaElement>('[data-composer]')?.focus(),
  enlarge: () => document.querySelector<HTMLButtonElement>('[data-enlarge]')?.click(),
  attach: () => document.querySelector<HTMLInputElement>('[data-attach]')?.click(),
  unread: markOpenUnread,
  find: findInChat,
  reply: () => {
    if (replyToMessage()) ACTIONS.write(0);
  },
  react: reactToMessage,
  files: openFiles,
  info: tellOfMessage,
  about: () => document.querySelector<HTMLButtonElement>('[data-about]')?.click(),
};

function markOpenUnread(): void {
  const pane = selectPane(getApp());
  if (pane.kind === 'chat') void markUnread(pane.conversationId);
}

/** A new conversation with whoever is open; with nobody open, the switcher asks whom. */
function beginConversation(): void {
  const { navigation } = getApp();
  const pane = selectPane(getApp());
  if (navigation.place === 'records' && navigation.recordId !== undefined) {
    openCompose({ kind: 'record', recordId: navigation.recordId });
  } else if (pane.kind === 'chat') {
    openCompose({ kind: 'conversation', conversationId: pane.conversationId });
  } else {
    setOverlay('switcher');
  }
}

/** Leaves the choice of a template. A form that is being filled is left only by its button: it holds what was typed. */
function leaveTemplateChoice(): void {
  if (selectPane(getApp()).kind === 'compose' && getApp().compose.phase === 'choosing') closePane();
}

/** Looks for words in the conversation that is open. */
function findInChat(): void {
  const pane = selectPane(getApp());
  if (pane.kind === 'chat') openChatFind(pane.conversationId);
}

function openFiles(): void {
  if (selectPane(getApp()).kind === 'chat') setOverlay('files');
}

function tellOfMessage(): void {
  const message = selectPane(getApp()).kind === 'chat' ? findPointedMessage() : undefined;
  if (message !== undefined) showInfo(message.id);
}

function reactToMessage(): void {
  const { chat, now } = getApp();
  const message = selectPane(getApp()).kind === 'chat' ? findPointedMessage() : undefined;
  if (message === undefined || chat.details === undefined) return;
  const problem = explainNoReaction(message, chat.details, now);
  if (problem === undefined) chooseReaction(message.id);
  else tell(problem);
}

function focusFilter(): void {
  const filter = document.querySelector<HTMLInputElement>('[data-filter]');
  if (filter === null) setOverlay('switcher');
  else filter.focus();
}

function listShown(): readonly ConversationRow[] {
  const { navigation, inbox, record } = getApp();
  return navigation.place === 'inbox' ? inbox.rows : (record.conversations ?? []);
}

function openRow(row: ConversationRow | undefined): void {
  if (row !== undefined) openConversation(row.id);
}

/** The next conversation above or below, in the list that is shown, of those that are wanted. */
function stepConversation(step: 1 | -1, isWanted: (row: ConversationRow) => boolean = () => true): void {
  const rows = listShown();
  const pane = selectPane(getApp());
  const current = pane.kind === 'chat' ? rows.findIndex((row) => row.id === pane.conversationId) : -1;
  const onwards = step === 1 ? rows.slice(current + 1) : rows.slice(0, Math.max(current, 0)).toReversed();
  openRow(current === -1 ? rows.find(isWanted) : onwards.find(isWanted));
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
