import type { ConversationId, MessageId } from '../../../shared/domain/ids.ts';
import type { CallOutput } from '../../../shared/ipc/types.ts';
import { keepEqual } from '../keep-equal.ts';
import { type ChatSearch, type FindState, type Search, initialSearch } from './state.ts';

type Answer = CallOutput<'conversations:find-messages'>;

/** A new question. The old hits stay until the answer, so that nothing flickers; an empty one has no hits at once. */
export function ask<Kind extends Search>(search: Kind, query: string): Kind {
  const epoch = search.epoch + 1;
  if (query.trim() === '') return { ...search, ...initialSearch, query, epoch };
  return { ...search, query, epoch, phase: 'loading' };
}

export function accept<Kind extends Search>(search: Kind, epoch: number, answer: Answer): Kind {
  if (epoch !== search.epoch) return search;
  return {
    ...search,
    ...answer,
    hits: keepEqual(search.hits, answer.hits),
    phase: 'ready',
    failure: undefined,
  };
}

export function fail<Kind extends Search>(search: Kind, epoch: number, failure: string): Kind {
  return epoch === search.epoch ? { ...search, phase: 'failed', failure } : search;
}

/** The search in a conversation: what is being looked for there stays, unless a question comes along. */
export function openInChat(
  state: FindState,
  conversationId: ConversationId,
  asked?: { readonly query: string; readonly startsAt: MessageId },
): FindState {
  const { inChat } = state;
  const isSame = inChat?.conversationId === conversationId;
  const visit = inChat?.visit ?? 0;
  const begun: ChatSearch =
    isSame && asked === undefined
      ? { ...inChat, visit: visit + 1 }
      : {
          ...initialSearch,
          epoch: (inChat?.epoch ?? 0) + 1,
          conversationId,
          at: 0,
          startsAt: asked?.startsAt,
          query: asked?.query ?? '',
          phase: asked === undefined ? 'idle' : 'loading',
          // Who chose a hit in a list goes on reading there.
          visit: asked === undefined ? visit + 1 : visit,
        };
  return { ...state, inChat: begun };
}

export function updateInChat(state: FindState, change: (search: ChatSearch) => ChatSearch): FindState {
  return state.inChat === undefined ? state : { ...state, inChat: change(state.inChat) };
}

/**
 * The answer in a conversation: the walk begins at the newest hit, or at the message that was chosen. Where the same question
 * is asked again because something has changed, the reader stays at the hit where they are; is that gone, at the next older one.
 */
export function acceptInChat(search: ChatSearch, epoch: number, answer: Answer): ChatSearch {
  const accepted = accept(search, epoch, answer);
  if (accepted === search) return search;
  const wanted =
    search.phase === 'ready'
      ? search.hits.slice(search.at).map((hit) => hit.messageId)
      : [search.startsAt].filter((id) => id !== undefined);
  const places = new Map(accepted.hits.map((hit, index) => [hit.messageId, index]));
  const found = wanted.map((id) => places.get(id)).find((place) => place !== undefined);
  return { ...accepted, at: found ?? (search.phase === 'ready' ? lastOf(accepted) : 0) };
}

function lastOf({ hits }: Search): number {
  return Math.max(0, hits.length - 1);
}

/** The hit before (older, +1) or after (newer, -1); at either end it stays. */
export function step(search: ChatSearch, by: 1 | -1): ChatSearch {
  const at = Math.max(0, Math.min(search.hits.length - 1, search.at + by));
  return at === search.at ? search : { ...search, at };
}
