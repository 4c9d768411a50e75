import type { ConversationId } from '../../../shared/domain/ids.ts';
import { callMain } from '../../api.ts';
import { flushTrays } from '../attachments/tray-saver.ts';
import { tellError } from '../feedback/actions.ts';

const DEBOUNCE_MS = 300;

const waiting = new Map<ConversationId, { text: string; timer: ReturnType<typeof setTimeout> }>();

/** Saves a draft soon; typing on puts it off. */
export function saveDraftSoon(conversationId: ConversationId, text: string): void {
  clearTimeout(waiting.get(conversationId)?.timer);
  const timer = setTimeout(() => flushDraft(conversationId), DEBOUNCE_MS);
  waiting.set(conversationId, { text, timer });
}

/** Saves now what waits: the box lost the focus, the chat changed, the window closes. */
export function flushDrafts(): void {
  flushTrays();
  for (const conversationId of waiting.keys()) flushDraft(conversationId);
}

function flushDraft(conversationId: ConversationId): void {
  const draft = waiting.get(conversationId);
  if (draft === undefined) return;
  clearTimeout(draft.timer);
  waiting.delete(conversationId);
  void callMain('conversations:save-draft', { conversationId, text: draft.text }).catch(tellError);
}
