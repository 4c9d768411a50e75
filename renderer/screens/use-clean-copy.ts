import type { ClipboardEvent } from 'react';
import type { MessageView } from '../../shared/ipc/views.ts';
import { describeForCopy } from '../words/copy-words.ts';

/**
 * What is copied out of several bubbles at once: each message with who and when, in place of the loose times and names that
 * stand around them. Inside one bubble the browser copies what is selected.
 */
export function useCleanCopy(messages: readonly MessageView[], personName: string) {
  return (event: ClipboardEvent<HTMLElement>) => {
    const selected = findSelected(event.currentTarget);
    if (selected.size < 2) return;
    const chosen = messages.filter(({ id }) => selected.has(id));
    event.clipboardData.setData('text/plain', describeForCopy(chosen, personName));
    event.preventDefault();
  };
}

/** The ids of the messages that the selection touches. */
function findSelected(log: HTMLElement): ReadonlySet<string> {
  const selection = window.getSelection();
  if (selection === null || selection.isCollapsed) return new Set();
  const touched = [...log.querySelectorAll('[data-message-id]')].filter((one) =>
    selection.containsNode(one, true),
  );
  return new Set(touched.map((one) => one.getAttribute('data-message-id') ?? ''));
}
