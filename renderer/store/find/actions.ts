import type { ConversationId } from '../../../shared/domain/ids.ts';
import type { MessageHit } from '../../../shared/ipc/views.ts';
import { callMain, explainError } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { goToMessage } from '../chat/actions.ts';
import { openInInbox } from '../navigation/actions.ts';
import * as reduce from './reduce.ts';

const DEBOUNCE_MS = 80;
/** More than anybody reads; beyond it the user is asked for another word. */
const MOST = 200;

let debounce: ReturnType<typeof setTimeout> | undefined;

/** Looks in all conversations, as the user types. */
export function typeFind(query: string): void {
  updateApp('find', (state) => ({ ...state, everywhere: reduce.ask(state.everywhere, query) }));
  clearTimeout(debounce);
  if (query.trim() !== '') debounce = setTimeout(() => void findEverywhere(), DEBOUNCE_MS);
}

/** Asks what is asked now, again when something has changed. */
export const findEverywhere = coalesce(async () => {
  const { query, epoch } = getApp().find.everywhere;
  if (query.trim() === '') return;
  try {
    const answer = await callMain('conversations:find-messages', { query, limit: MOST });
    updateApp('find', (state) => ({ ...state, everywhere: reduce.accept(state.everywhere, epoch, answer) }));
  } catch (error) {
    const failure = explainError(error);
    updateApp('find', (state) => ({ ...state, everywhere: reduce.fail(state.everywhere, epoch, failure) }));
  }
});

/** Opens the messages around a hit, and lets the other hits of that conversation be walked. */
export function openHit({ conversationId, messageId }: MessageHit): void {
  const { query } = getApp().find.everywhere;
  updateApp('find', (state) => reduce.openInChat(state, conversationId, { query, startsAt: messageId }));
  openInInbox(conversationId, messageId);
  void findInChat();
}

/** Opens the search in a conversation, or brings the keyboard back to it. */
export function openChatFind(conversationId: ConversationId): void {
  updateApp('find', (state) => reduce.openInChat(state, conversationId));
}

export function closeChatFind(): void {
  updateApp('find', (state) => ({ ...state, inChat: undefined }));
}

export function typeChatFind(query: string): void {
  updateApp('find', (state) =>
    reduce.updateInChat(state, (search) => reduce.ask({ ...search, startsAt: undefined }, query)),
  );
  clearTimeout(debounce);
  if (query.trim() === '') return;
  debounce = setTimeout(() => {
    void findInChat().then(goToHit);
  }, DEBOUNCE_MS);
}

/** To the next older hit (1) or the next newer one (-1). */
export function stepChatFind(by: 1 | -1): void {
  updateApp('find', (state) => reduce.updateInChat(state, (search) => reduce.step(search, by)));
  goToHit();
}

/** Asks what is looked for in a conversation, again when something has changed: the reader stays at their hit. */
export const findInChat = coalesce(async () => {
  const { inChat } = getApp().find;
  if (inChat === undefined || inChat.query.trim() === '') return;
  const { query, conversationId, epoch } = inChat;
  try {
    const answer = await callMain('conversations:find-messages', { query, conversationId, limit: MOST });
    updateApp('find', (state) =>
      reduce.updateInChat(state, (search) => reduce.acceptInChat(search, epoch, answer)),
    );
  } catch (error) {
    const failure = explainError(error);
    updateApp('find', (state) => reduce.updateInChat(state, (search) => reduce.fail(search, epoch, failure)));
  }
});

function goToHit(): void {
  const { inChat } = getApp().find;
  const hit = inChat?.hits[inChat.at];
  if (hit !== undefined && inChat?.phase === 'ready') void goToMessage(hit.messageId);
}
