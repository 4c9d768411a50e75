import { useEffect } from 'react';
import { getApp } from '../store/app-store.ts';
import { tell } from '../store/feedback/actions.ts';
import { openChatFind } from '../store/find/actions.ts';
import { chooseReaction, showInfo } from '../store/chat/actions.ts';
import {
  closePane,
  goToPlace,
  openCompose,
  openConversation,
  setOverlay,
} from '../store/navigation/actions.ts';
import { selectPane } from '../store/navigation/selectors.ts';
import { explainNoReaction } from '../words/reaction-words.ts';
import { findPointedMessage } from './pointed-message.ts';

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
  const isCommand = isMac() ? event.metaKey : event.ctrlKey;
  if (isCommand && !event.shiftKey && !event.altKey) return COMMANDS[event.key.toLowerCase()];
  if (isCommand && event.shiftKey && event.key.toLowerCase() === 'f') return findInChat;
  if (isCommand && event.shiftKey && event.key.toLowerCase() === 'e') return reactToMessage;
  if (event.altKey && !isCommand && event.key === 'ArrowUp') return () => stepConversation(-1);
  if (event.altKey && !isCommand && event.key === 'ArrowDown') return () => stepConversation(1);
  if (event.key === 'Escape') return leaveTemplateChoice;
  if (event.key === '?' && !isTyping(event.target)) return () => setOverlay('shortcuts');
  return undefined;
}

const COMMANDS: Readonly<Record<string, () => void>> = {
  k: () => setOverlay('switcher'),
  '1': () => goToPlace('records'),
  '2': () => goToPlace('inbox'),
  '3': () => goToPlace('settings'),
  ',': () => goToPlace('settings'),
  n: beginConversation,
  d: tellOfMessage,
  f: focusFilter,
  '/': () => setOverlay('shortcuts'),
};

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

/** The conversation above or below in the list that is shown. */
function stepConversation(step: 1 | -1): void {
  const { navigation, inbox, record } = getApp();
  const pane = selectPane(getApp());
  const rows = navigation.place === 'inbox' ? inbox.rows : (record.conversations ?? []);
  const current = pane.kind === 'chat' ? rows.findIndex((row) => row.id === pane.conversationId) : -1;
  const next = rows[current === -1 ? 0 : current + step];
  if (next !== undefined) openConversation(next.id);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
