import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import type { VirtuosoHandle } from 'react-virtuoso';
import type { MessageId } from '../../shared/domain/ids.ts';
import type { MessageView } from '../../shared/ipc/views.ts';
import { quoteMessage } from '../store/chat/actions.ts';
import { copyText } from '../store/feedback/actions.ts';
import { fileOnRecord } from '../store/media/filing-actions.ts';
import { canBeFiled } from '../words/file-words.ts';
import { copyableText } from '../words/content-words.ts';
import type { VisibleMessages } from './use-visible-messages.ts';

type TranscriptKeys = {
  readonly list: RefObject<VirtuosoHandle | null>;
  readonly messages: readonly MessageView[];
  /** The first and the last message in view. */
  readonly inView: VisibleMessages | undefined;
  readonly onLeave: () => void;
};

const PAGE_STEP = 8;
/** A message far away exists only some frames after the scroll to it. */
const FRAMES_TO_WAIT = 30;

/** One tab stop for the whole transcript; arrows, Home and End walk the messages, Esc goes back to the composer. */
export function useTranscriptKeys({ list, messages, inView, onLeave }: TranscriptKeys) {
  const [activeId, setActiveId] = useState<MessageId | undefined>(undefined);
  const found = messages.findIndex((message) => message.id === activeId);
  const activeIndex = found === -1 ? messages.length - 1 : found;

  const focusMessage = (log: HTMLElement, index: number) => {
    const message = messages[Math.max(0, Math.min(index, messages.length - 1))];
    if (message === undefined) return;
    setActiveId(message.id);
    list.current?.scrollIntoView({ index: messages.indexOf(message) });
    focusWhenThere(log, message.id, FRAMES_TO_WAIT);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // A player in a message has keys of its own.
    if (isPlayer(event.target) && event.key !== 'Escape') return;
    const message = messages[activeIndex];
    const target = findTarget(event.key, activeIndex, messages.length);
    if (target !== undefined && !event.altKey) focusMessage(event.currentTarget, target);
    else if (event.key === 'Escape') onLeave();
    else if (event.key === 'r' && !isCommand(event) && message !== undefined) {
      quoteMessage(message);
      onLeave();
    } else if (event.key === 'f' && !isCommand(event) && canBeFiled(message?.file)) {
      if (message !== undefined) void fileOnRecord(message.id);
    } else if (isCopy(event) && message !== undefined) {
      void copyText(copyableText(message.content), 'Message');
    } else if (isCommand(event) && event.key.toLowerCase() === 'a')
      selectBetween(event.currentTarget, inView);
    else return;
    event.preventDefault();
  };
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    if (event.target === event.currentTarget) focusMessage(event.currentTarget, activeIndex);
  };
  // The log itself takes the tab until a message has the focus; then that message is the stop.
  const logProps = { tabIndex: activeId === undefined || found === -1 ? 0 : -1, onKeyDown, onFocus };
  return { activeId, logProps };
}

/** Selects the messages in view and nothing beside them: what is out of view does not exist on the page. */
function selectBetween(log: HTMLElement, inView: VisibleMessages | undefined): void {
  const [first, last] = [inView?.firstId, inView?.lastId].map((id) => findMessage(log, id ?? ''));
  if (first !== undefined && last !== undefined)
    window.getSelection()?.setBaseAndExtent(first, 0, last, last.childNodes.length);
}

function findMessage(log: HTMLElement, id: string): HTMLElement | undefined {
  return log.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(id)}"]`) ?? undefined;
}

function focusWhenThere(log: HTMLElement, id: MessageId, frames: number): void {
  const element = findMessage(log, id);
  if (element !== undefined) element.focus();
  else if (frames > 0) requestAnimationFrame(() => focusWhenThere(log, id, frames - 1));
}

function findTarget(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return at - 1;
    case 'ArrowDown':
      return at + 1;
    case 'PageUp':
      return at - PAGE_STEP;
    case 'PageDown':
      return at + PAGE_STEP;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function isPlayer(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLMediaElement;
}

function isCommand({ ctrlKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey;
}

/** Copying the message, unless a piece of text is selected: then the browser copies that. */
function isCopy(event: KeyboardEvent): boolean {
  return isCommand(event) && event.key.toLowerCase() === 'c' && (window.getSelection()?.isCollapsed ?? true);
}
