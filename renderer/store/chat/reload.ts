import type { ConversationId, MessageId } from '../../../shared/domain/ids.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { callMain, explainError } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { announce } from '../feedback/actions.ts';
import { countOf } from '../../words/person-words.ts';
import { loadStretch } from './load-stretch.ts';
import * as reduce from './reduce.ts';
import { isWatching } from './watching.ts';

const PAGE = 60;
/** More changed messages than this are cheaper to fetch as one new stretch. */
const MOST_SINGLE = 8;

let changed = new Set<MessageId>();
let isWhole = false;

/** Brings the open chat up to date with messages that changed; `all` when we do not know which. */
export async function reloadChat(
  change: { readonly changedIds: readonly MessageId[] } | 'all',
): Promise<void> {
  if (change === 'all') isWhole = true;
  else for (const id of change.changedIds) changed.add(id);
  await run();
}

const run = coalesce(async () => {
  const ids = changed;
  const whole = isWhole;
  changed = new Set();
  isWhole = false;
  const { conversationId, phase, hasNewer } = getApp().chat;
  if (conversationId === undefined || phase === 'loading') return;
  if (phase === 'failed' || (whole && isWatching() && !hasNewer)) {
    await loadStretch(conversationId, undefined);
    return;
  }
  try {
    const details = await callMain('conversations:get', { conversationId });
    updateApp('chat', (state) => reduce.acceptDetails(state, details));
    if (!hasNewer) await appendNewest(conversationId);
    await refreshHeld(conversationId, ids);
  } catch (error) {
    updateApp('chat', (state) => reduce.failChat(state, conversationId, explainError(error)));
  }
});

/** Fetches the newest page; where it does not reach what is held, the pages between as well. */
async function appendNewest(conversationId: ConversationId): Promise<void> {
  const held = getApp().chat.messages;
  const last = held.at(-1);
  let page = await callMain('conversations:list-messages', { conversationId, limit: PAGE });
  const first = page.messages[0];
  if (last !== undefined && first !== undefined && page.hasOlder && first.sortKey > last.sortKey) {
    page = await callMain('conversations:list-messages', {
      conversationId,
      after: last.sortKey,
      limit: PAGE,
    });
  }
  announceNew(held, page.messages);
  updateApp('chat', (state) => reduce.addNewer(state, conversationId, page, isWatching()));
}

/** Fetches changed messages above the newest page (a late tick, a reaction to something old). */
async function refreshHeld(conversationId: ConversationId, ids: ReadonlySet<MessageId>): Promise<void> {
  const older = getApp()
    .chat.messages.slice(0, -PAGE)
    .filter((message) => ids.has(message.id));
  for (const { id } of older.slice(0, MOST_SINGLE)) {
    const page = await callMain('conversations:list-messages', { conversationId, around: id, limit: 3 });
    updateApp('chat', (state) => reduce.updateMessages(state, conversationId, page.messages));
  }
}

function announceNew(held: readonly MessageView[], page: readonly MessageView[]): void {
  if (held.length === 0 || isWatching()) return;
  const known = new Set(held.map((message) => message.id));
  const fresh = page.filter((message) => message.isInbound && !known.has(message.id));
  if (fresh.length > 0) announce(`${countOf(fresh.length, 'new message')} below`);
}
