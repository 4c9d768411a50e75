import type { ConversationId, MessageId } from '../../../shared/domain/ids.ts';
import type { CallOutput } from '../../../shared/ipc/types.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { callMain } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { announce } from '../feedback/actions.ts';
import { countOf } from '../../words/person-words.ts';
import { countUnseen } from '../../words/transcript-lines.ts';
import { noteChanged, watchChanges } from './changed-meanwhile.ts';
import { loadStretch } from './load-stretch.ts';
import { noteFailure } from './note-failure.ts';
import * as reduce from './reduce.ts';
import { isWatching } from './watching.ts';

type Page = CallOutput<'conversations:list-messages'>;

const PAGE = 60;
/** What one call may ask for (contract.ts): a burst must not leave a gap, or who stands at the end would lose it. */
const MOST_NEWER = 500;
/** More changed messages than this are cheaper to fetch as one new stretch. */
const MOST_SINGLE = 8;

let changed = new Set<MessageId>();
let isWhole = false;

/** Brings the open chat up to date with messages that changed; `all` when we do not know which. */
export async function reloadChat(
  change: { readonly changedIds: readonly MessageId[] } | 'all',
): Promise<void> {
  noteChanged(change);
  if (change === 'all') isWhole = true;
  else for (const id of change.changedIds) changed.add(id);
  await run();
}

/** `loadStretch`, and then whatever has changed since main read what it answered: no tick is left behind. */
export async function openStretchAt(...where: Parameters<typeof loadStretch>): Promise<void> {
  const { ids, isWhole: isAllChanged } = await watchChanges(() => loadStretch(...where));
  if (isAllChanged) await reloadChat('all');
  else if (ids.size > 0) await reloadChat({ changedIds: [...ids] });
}

const run = coalesce(async () => {
  const ids = changed;
  const whole = isWhole;
  changed = new Set();
  isWhole = false;
  const { conversationId, phase, hasNewer } = getApp().chat;
  // Who loads asks for the changes afterwards.
  if (conversationId === undefined || phase === 'loading') return;
  // One that was lost may have come back.
  if (phase === 'failed' || phase === 'lost' || (whole && isWatching() && !hasNewer)) {
    // What changes meanwhile asks for one more run.
    await loadStretch(conversationId, undefined);
    return;
  }
  try {
    if (whole) await refetchNewest(conversationId);
    else await fetchChanges(conversationId, ids);
  } catch (error) {
    updateApp('chat', (state) => noteFailure(state, conversationId, error));
  }
});

/** Fetches no more than what changed, all of it at once: a reply is one answer and one frame. */
async function fetchChanges(conversationId: ConversationId, ids: ReadonlySet<MessageId>): Promise<void> {
  const { messages: held, hasNewer, details: before } = getApp().chat;
  const stale = held.filter((message) => ids.has(message.id));
  const [newer, details, ...changedPages] = await Promise.all([
    hasNewer ? undefined : listNewer(conversationId, held.at(-1)),
    callMain('conversations:get', { conversationId }),
    ...stale.slice(0, MOST_SINGLE).map(({ id }) => listOnly(conversationId, id)),
  ]);
  updateApp('chat', (state) => {
    const current = reduce.updateMessages(
      reduce.acceptDetails(state, details),
      conversationId,
      changedPages.flatMap((page) => page.messages),
    );
    return newer === undefined ? current : reduce.addNewer(current, conversationId, newer, isWatching());
  });
  if (newer !== undefined) announceNew(held, newer.messages);
  const found = new Set([...stale, ...(newer?.messages ?? [])].map((message) => message.id));
  const isSomeMissing = [...ids].some((id) => !found.has(id));
  // A message that came late has its place further up; a new name stands in every quote.
  const needsPage = isSomeMissing || stale.length > MOST_SINGLE || details.personName !== before?.personName;
  if (needsPage && !hasNewer) await appendNewest(conversationId);
}

async function refetchNewest(conversationId: ConversationId): Promise<void> {
  const details = await callMain('conversations:get', { conversationId });
  updateApp('chat', (state) => reduce.acceptDetails(state, details));
  if (!getApp().chat.hasNewer) await appendNewest(conversationId);
}

/** What follows the last message; without one, the newest page. */
function listNewer(conversationId: ConversationId, last: MessageView | undefined): Promise<Page> {
  return callMain('conversations:list-messages', {
    conversationId,
    ...(last === undefined ? { limit: PAGE } : { limit: MOST_NEWER, after: last.sortKey }),
  });
}

function listOnly(conversationId: ConversationId, id: MessageId): Promise<Page> {
  return callMain('conversations:list-messages', { conversationId, around: id, limit: 1 });
}

/** Fetches the newest page; where it does not reach what is held, the pages between as well. */
async function appendNewest(conversationId: ConversationId): Promise<void> {
  const held = getApp().chat.messages;
  const last = held.at(-1);
  let page = await listNewer(conversationId, undefined);
  const first = page.messages[0];
  if (last !== undefined && first !== undefined && page.hasOlder && first.sortKey > last.sortKey) {
    page = await listNewer(conversationId, last);
  }
  updateApp('chat', (state) => reduce.addNewer(state, conversationId, page, isWatching()));
  announceNew(held, page.messages);
}

/** Tells whoever does not see the end how much waits there by now: all of it, not only what has just come. */
function announceNew(held: readonly MessageView[], page: readonly MessageView[]): void {
  if (held.length === 0 || isWatching()) return;
  const known = new Set(held.map((message) => message.id));
  if (!page.some((message) => message.isInbound && !known.has(message.id))) return;
  const { messages, seenUpTo } = getApp().chat;
  const count = countUnseen(messages, seenUpTo);
  if (count > 0) announce(`${countOf(count, 'new message')} below`);
}
