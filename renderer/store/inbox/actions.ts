import type { ConversationId } from '../../../shared/domain/ids.ts';
import { callMain, explainError } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { tellError } from '../feedback/actions.ts';
import * as reduce from './reduce.ts';
import type { InboxFilter } from './state.ts';

const PAGE = 60;
/** The most that one call may ask for: contract.ts. */
const MOST = 500;

export function chooseFilter(filter: InboxFilter): void {
  updateApp('inbox', (state) => reduce.chooseFilter(state, filter));
  void reloadInbox();
}

/** Fetches as many rows as are shown, from the newest, so that the list keeps its place. */
export const reloadInbox = coalesce(async () => {
  updateApp('inbox', reduce.askAgain);
  const { filter, epoch, rows } = getApp().inbox;
  try {
    const limit = Math.min(MOST, Math.max(PAGE, rows.length));
    const answer = await callMain('conversations:list', { filter, limit });
    updateApp('inbox', (state) => reduce.acceptRows(state, epoch, answer));
  } catch (error) {
    updateApp('inbox', (state) => reduce.failRows(state, epoch, explainError(error)));
  }
});

/** Keeps a conversation at the top of all and of one's own, or lets it go. */
export async function pinConversation(conversationId: ConversationId, isPinned: boolean): Promise<void> {
  await callMain('conversations:pin', { conversationId, isPinned }).catch(tellError);
}

/** Time alone moves conversations into "closing soon" and out of it. */
const CLOSING_CHECK_MS = 60_000;

/** Looks again every minute. Answers the function that stops it. */
export function keepInboxTrue(): () => void {
  const timer = setInterval(() => void reloadInbox(), CLOSING_CHECK_MS);
  return () => clearInterval(timer);
}

export const loadMoreConversations = coalesce(async () => {
  const { filter, epoch, nextBefore } = getApp().inbox;
  if (nextBefore === undefined) return;
  try {
    const answer = await callMain('conversations:list', { filter, limit: PAGE, before: nextBefore });
    updateApp('inbox', (state) => reduce.appendRows(state, epoch, answer));
  } catch (error) {
    tellError(error);
  }
});
