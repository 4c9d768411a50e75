import type { ConversationId, MessageId } from '../../../shared/domain/ids.ts';
import type { CallInput } from '../../../shared/ipc/types.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { callMain, explainError } from '../../api.ts';
import { describeCheck } from '../../words/check-words.ts';
import { describeMissedDay } from '../../words/time-words.ts';
import { getApp, updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { tell, tellError } from '../feedback/actions.ts';
import { openCompose } from '../navigation/actions.ts';
import { restoreTray, saveTray } from '../attachments/tray-saver.ts';
import { flushDrafts, saveDraftSoon } from './draft-saver.ts';
import { openStretchAt } from './reload.ts';
import * as reduce from './reduce.ts';

const PAGE = 60;

/** Shows a conversation, at a message if one is named, else at the first unread, else at the newest. */
export async function openChat(conversationId: ConversationId, messageId?: MessageId): Promise<void> {
  flushDrafts();
  updateApp('chat', (state) =>
    state.conversationId === conversationId && state.phase === 'ready'
      ? state
      : reduce.startChat(state, conversationId),
  );
  void callMain('conversations:set-open', { conversationId }).catch(tellError);
  void restoreTray(conversationId).catch(tellError);
  await openStretchAt(conversationId, messageId);
}

export function closeChat(): void {
  flushDrafts();
  updateApp('chat', (state) => reduce.startChat(state, undefined));
  void callMain('conversations:set-open', {}).catch(tellError);
}

export const loadOlder = coalesce(async () => {
  const { conversationId, messages, hasOlder } = getApp().chat;
  const first = messages[0];
  if (conversationId === undefined || !hasOlder || first === undefined) return;
  try {
    const page = await callMain('conversations:list-messages', {
      conversationId,
      before: first.sortKey,
      limit: PAGE,
    });
    updateApp('chat', (state) => reduce.addOlder(state, conversationId, page));
  } catch (error) {
    tellError(error);
  }
});

export const loadNewer = coalesce(async () => {
  const { conversationId, messages, hasNewer } = getApp().chat;
  const last = messages.at(-1);
  if (conversationId === undefined || !hasNewer || last === undefined) return;
  try {
    const page = await callMain('conversations:list-messages', {
      conversationId,
      after: last.sortKey,
      limit: PAGE,
    });
    updateApp('chat', (state) => reduce.addNewer(state, conversationId, page, true));
  } catch (error) {
    tellError(error);
  }
});

/** Goes to a message: by scrolling if it is loaded, else by opening the stretch around it. */
export async function goToMessage(messageId: MessageId): Promise<void> {
  const { conversationId, messages } = getApp().chat;
  if (conversationId === undefined) return;
  if (messages.some((message) => message.id === messageId)) {
    updateApp('chat', (state) => reduce.flashMessage(state, messageId));
    return;
  }
  await openStretchAt(conversationId, messageId);
}

/** Goes to the first message of a day (`at`: its beginning), or to the nearest one, and says so. */
export async function goToDay(at: number): Promise<void> {
  const { conversationId } = getApp().chat;
  if (conversationId === undefined) return;
  try {
    const { found } = await callMain('conversations:find-at', { conversationId, at });
    if (found === undefined || getApp().chat.conversationId !== conversationId) return;
    const problem = describeMissedDay(at, found.at);
    if (problem !== undefined) tell(problem);
    await goToMessage(found.messageId);
  } catch (error) {
    tellError(error);
  }
}

/** Goes to what a reply quotes, and remembers the reply for the way back. */
export async function goToQuoted({ id, quoted }: MessageView): Promise<void> {
  if (quoted?.messageId === undefined) return;
  updateApp('chat', (state) => reduce.setReturn(state, id));
  await goToMessage(quoted.messageId);
}

/** Back to the reply. */
export async function goBack(): Promise<void> {
  const { returnId } = getApp().chat;
  updateApp('chat', (state) => reduce.setReturn(state, undefined));
  if (returnId !== undefined) await goToMessage(returnId);
}

/** Opens the newest stretch again, from wherever the user has gone. */
export async function goToNewest(): Promise<void> {
  const { conversationId } = getApp().chat;
  if (conversationId !== undefined) await openStretchAt(conversationId, undefined, 'newest');
}

/** Everything up to `sortKey` was seen in a focused window. */
export function markSeen(sortKey: string): void {
  const { conversationId, seenUpTo, details } = getApp().chat;
  if (conversationId === undefined || sortKey <= seenUpTo) return;
  updateApp('chat', (state) => reduce.markSeen(state, sortKey));
  if ((details?.unreadCount ?? 0) === 0) return;
  void callMain('conversations:mark-read', { conversationId, upToSortKey: sortKey }).catch(tellError);
}

/** The person's newest message waits again, here and on the user's other desktops, until it is seen anew. */
export async function markUnread(conversationId: ConversationId): Promise<void> {
  try {
    await callMain('conversations:mark-unread', { conversationId });
    tell('Marked as unread.');
  } catch (error) {
    tellError(error);
  }
}

export function typeDraft(conversationId: ConversationId, text: string): void {
  updateApp('chat', (state) => reduce.writeDraft(state, conversationId, text));
  saveDraftSoon(conversationId, text);
}

export function quoteMessage(message: MessageView | undefined): void {
  const { conversationId } = getApp().chat;
  if (conversationId === undefined) return;
  updateApp('chat', (state) => reduce.setQuote(state, conversationId, message));
  saveTray(conversationId);
}

/** Queues the text. The box is emptied at once; if main refuses, the text comes back with the reason. */
export async function sendText(conversationId: ConversationId): Promise<void> {
  const { drafts, quotes } = getApp().chat;
  const text = (drafts[conversationId] ?? '').trim();
  if (text === '') return;
  const quote = quotes[conversationId];
  updateApp('chat', (state) =>
    reduce.clearDivider(
      reduce.setQuote(reduce.writeDraft(state, conversationId, ''), conversationId, undefined),
    ),
  );
  try {
    await callMain('messages:send-text', {
      conversationId,
      text,
      ...(quote === undefined ? {} : { quotedMessageId: quote.id }),
    });
    saveDraftSoon(conversationId, getApp().chat.drafts[conversationId] ?? '');
    flushDrafts();
    if (getApp().chat.hasNewer) await goToNewest();
  } catch (error) {
    const sentence = explainError(error);
    updateApp('chat', (state) => reduce.failSend(state, conversationId, { text, quote, sentence }));
    saveDraftSoon(conversationId, getApp().chat.drafts[conversationId] ?? '');
  }
}

/** Sends a message again, as a new one that is linked to the old. */
export async function retryMessage(messageId: MessageId): Promise<void> {
  await callMain('messages:retry', { messageId }).catch(tellError);
}

/** Takes back what could not go out before its 24 hours ended. */
export async function discardMessage(messageId: MessageId): Promise<void> {
  await callMain('messages:withdraw', { messageId, keepsText: false }).catch(tellError);
}

/** Opens the templates in place of a message whose 24 hours have ended. Its text becomes the draft; a file goes on waiting. */
export async function chooseTemplateInstead({ id, conversationId, content }: MessageView): Promise<void> {
  try {
    if (content.type === 'text') {
      flushDrafts();
      const { draft = '' } = await callMain('messages:withdraw', { messageId: id, keepsText: true });
      updateApp('chat', (state) => reduce.writeDraft(state, conversationId, draft));
    }
    openCompose({ kind: 'conversation', conversationId });
  } catch (error) {
    tellError(error);
  }
}

/** Opens the panel that tells everything of a message. */
export function showInfo(messageId: MessageId): void {
  updateApp('chat', (state) => ({ ...state, infoId: messageId }));
}

export function hideInfo(): void {
  updateApp('chat', (state) => ({ ...state, infoId: undefined }));
}

/** Opens the choice of a reaction to a message, or closes it. */
export function chooseReaction(messageId: MessageId | undefined): void {
  updateApp('chat', (state) => ({ ...state, reactingId: messageId }));
}

/** Without an emoji the reaction is taken back. */
export async function reactTo(targetMessageId: MessageId, emoji: string | undefined): Promise<void> {
  const { conversationId } = getApp().chat;
  if (conversationId === undefined) return;
  await callMain('messages:react', {
    conversationId,
    targetMessageId,
    ...(emoji === undefined ? {} : { emoji }),
  }).catch(tellError);
}

/** Queues a location or a contact card. Throws what main refuses. */
export async function sendCard(
  conversationId: ConversationId,
  card: CallInput<'messages:send-card'>['card'],
): Promise<void> {
  await callMain('messages:send-card', { conversationId, card });
  if (getApp().chat.hasNewer) await goToNewest();
}

/** Says what is known of a message that nobody has confirmed. */
export async function checkMessage(messageId: MessageId): Promise<void> {
  try {
    tell(describeCheck(await callMain('messages:check', { messageId })));
  } catch (error) {
    tellError(error);
  }
}
