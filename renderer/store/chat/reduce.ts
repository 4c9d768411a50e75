import type { ConversationId, MessageId } from '../../../shared/domain/ids.ts';
import type { CallOutput } from '../../../shared/ipc/types.ts';
import type { ConversationDetails, MessageView } from '../../../shared/ipc/views.ts';
import { keepEqual } from '../keep-equal.ts';
import { mergeMessages } from './merge-messages.ts';
import { type ChatState, type Landing, initialChat } from './state.ts';

type Page = CallOutput<'conversations:list-messages'>;

/** Turns to a conversation. Drafts, quotes and failures of all conversations are kept. */
export function startChat(state: ChatState, conversationId: ConversationId | undefined): ChatState {
  const { drafts, quotes, sendFailures, stretch } = state;
  const phase = conversationId === undefined ? 'idle' : 'loading';
  return { ...initialChat, drafts, quotes, sendFailures, stretch, conversationId, phase };
}

/** What was fetched to open a conversation: details and the stretch where it lands. */
export function openStretch(
  state: ChatState,
  conversationId: ConversationId,
  opened: { readonly details: ConversationDetails; readonly page: Page; readonly landing: Landing },
): ChatState {
  if (state.conversationId !== conversationId) return state;
  const { details, page, landing } = opened;
  return {
    ...state,
    phase: 'ready',
    failure: undefined,
    details,
    messages: page.messages,
    hasOlder: page.hasOlder,
    hasNewer: page.hasNewer,
    stretch: state.stretch + 1,
    anchorId: page.messages[0]?.id,
    landing,
    dividerId: state.dividerId ?? (details.unreadCount > 0 ? details.firstUnreadMessageId : undefined),
    drafts: { ...state.drafts, [conversationId]: state.drafts[conversationId] ?? details.draft },
    flash:
      landing.kind === 'message'
        ? { messageId: landing.messageId, visit: (state.flash?.visit ?? 0) + 1 }
        : state.flash,
  };
}

export function failChat(state: ChatState, conversationId: ConversationId, failure: string): ChatState {
  if (state.conversationId !== conversationId) return state;
  // What is shown stays readable; only an empty pane says that it failed.
  return state.phase === 'ready' ? state : { ...state, phase: 'failed', failure };
}

/** The conversation has left the user's sight: what was shown of it goes, too. */
export function loseChat(state: ChatState, conversationId: ConversationId): ChatState {
  if (state.conversationId !== conversationId) return state;
  const { [conversationId]: _quoted, ...quotes } = state.quotes;
  return { ...startChat({ ...state, quotes }, conversationId), phase: 'lost' };
}

export function acceptDetails(state: ChatState, details: ConversationDetails): ChatState {
  if (state.conversationId !== details.id) return state;
  return { ...state, details: keepEqual(state.details, details) };
}

export function addOlder(state: ChatState, conversationId: ConversationId, page: Page): ChatState {
  if (state.conversationId !== conversationId) return state;
  return { ...state, messages: mergeMessages(state.messages, page.messages), hasOlder: page.hasOlder };
}

/** Adds what follows the stretch. While the user is not watching, the first new message gets the divider. */
export function addNewer(
  state: ChatState,
  conversationId: ConversationId,
  page: Page,
  isWatching: boolean,
): ChatState {
  if (state.conversationId !== conversationId) return state;
  const held = new Set(state.messages.map((message) => message.id));
  const firstNew = page.messages.find((message) => message.isInbound && !held.has(message.id));
  const dividerId = state.dividerId ?? (isWatching ? undefined : firstNew?.id);
  return {
    ...state,
    messages: mergeMessages(state.messages, page.messages),
    hasNewer: page.hasNewer,
    anchorId: state.anchorId ?? page.messages[0]?.id,
    dividerId,
  };
}

/** Replaces messages that are already shown (a tick moved, a reaction came) and adds none. */
export function updateMessages(
  state: ChatState,
  conversationId: ConversationId,
  messages: readonly MessageView[],
): ChatState {
  if (state.conversationId !== conversationId) return state;
  const held = new Set(state.messages.map((message) => message.id));
  const known = messages.filter((message) => held.has(message.id));
  return { ...state, messages: mergeMessages(state.messages, known) };
}

export function flashMessage(state: ChatState, messageId: MessageId): ChatState {
  return { ...state, flash: { messageId, visit: (state.flash?.visit ?? 0) + 1 } };
}

export function setReturn(state: ChatState, returnId: MessageId | undefined): ChatState {
  return { ...state, returnId };
}

export function markSeen(state: ChatState, sortKey: string): ChatState {
  return sortKey > state.seenUpTo ? { ...state, seenUpTo: sortKey } : state;
}

export function clearDivider(state: ChatState): ChatState {
  return state.dividerId === undefined ? state : { ...state, dividerId: undefined };
}

export function writeDraft(state: ChatState, conversationId: ConversationId, text: string): ChatState {
  const drafts = { ...state.drafts, [conversationId]: text };
  return { ...forgetFailure(state, conversationId), drafts };
}

/** What stood over the box is past. */
export function forgetFailure(state: ChatState, conversationId: ConversationId): ChatState {
  const { [conversationId]: _gone, ...sendFailures } = state.sendFailures;
  return { ...state, sendFailures };
}

export function setQuote(
  state: ChatState,
  conversationId: ConversationId,
  message: MessageView | undefined,
): ChatState {
  const { [conversationId]: _gone, ...quotes } = state.quotes;
  return { ...state, quotes: message === undefined ? quotes : { ...quotes, [conversationId]: message } };
}

/** Why something was not sent, over the box; what is typed stays. */
export function explainFailure(state: ChatState, id: ConversationId, sentence: string): ChatState {
  return { ...state, sendFailures: { ...state.sendFailures, [id]: sentence } };
}

/** A send failed before it was queued: the text goes back into the box, before whatever was typed since. */
export function failSend(
  state: ChatState,
  conversationId: ConversationId,
  failed: { readonly text: string; readonly quote: MessageView | undefined; readonly sentence: string },
): ChatState {
  const since = state.drafts[conversationId] ?? '';
  const restored = since === '' ? failed.text : `${failed.text}\n${since}`;
  return {
    ...setQuote(state, conversationId, state.quotes[conversationId] ?? failed.quote),
    drafts: { ...state.drafts, [conversationId]: restored },
    sendFailures: { ...state.sendFailures, [conversationId]: failed.sentence },
  };
}
