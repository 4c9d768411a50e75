import { maySeeConversation } from '../access/sight-book.ts';
import type { ConversationId, UserId } from '../../shared/domain/ids.ts';
import type { ClientFrame, Presence } from '../../shared/protocol/frames.ts';
import type { LogReader } from '../log/relay-log.ts';

/** A desktop's connection, as far as presence goes. */
export type Visitor = {
  readonly userId: UserId;
  readonly displayName: string;
  readonly tell: (presence: Presence) => void;
};

export type PresenceRoom = {
  /** What this desktop shows now. More than ten changes in five seconds are passed over. */
  note(visitor: Visitor, frame: Extract<ClientFrame, { type: 'presence' }>): void;
  /** Its connection has ended. */
  leave(visitor: Visitor): void;
  /** Somebody may have lost the right to see a conversation: everybody is told anew. */
  recheck(): void;
};

type Place = { conversationId: ConversationId; isTyping: boolean };

const MAX_NOTES = 10;
const NOTES_MS = 5_000;
const MAX_TOLD = 20;

/**
 * Who looks at which conversation at this moment, of the desktops of this one relay. In memory only: it ends with the
 * socket, is never logged, and each time that it is told it is asked who may see the conversation.
 */
export function createPresenceRoom(options: {
  readonly log: LogReader;
  readonly elapsed: () => number;
  readonly onFailure: (error: unknown) => void;
}): PresenceRoom {
  const places = new Map<Visitor, Place>();
  const budgets = new Map<Visitor, { since: number; count: number }>();

  function mayNote(visitor: Visitor): boolean {
    const at = options.elapsed();
    const budget = budgets.get(visitor);
    if (budget === undefined || at - budget.since > NOTES_MS) {
      budgets.set(visitor, { since: at, count: 1 });
      return true;
    }
    budget.count += 1;
    return budget.count <= MAX_NOTES;
  }

  async function tellAll(conversationId: ConversationId): Promise<void> {
    const here = [...places].filter(([, place]) => place.conversationId === conversationId);
    const users = [...new Set(here.map(([visitor]) => visitor.userId))];
    const rights = await Promise.all(
      users.map((userId) => maySeeConversation(options.log, userId, conversationId)),
    );
    const allowed = new Set(users.filter((_user, index) => rights[index]));
    // Who has left meanwhile is told nothing, and of.
    const seen = here.filter(
      ([visitor, place]) => places.get(visitor) === place && allowed.has(visitor.userId),
    );
    for (const [visitor] of seen) {
      visitor.tell({ type: 'presence', conversationId, viewers: listOthers(seen, visitor.userId) });
    }
  }

  const announce = (...ids: readonly (ConversationId | undefined)[]) => {
    for (const id of new Set(ids)) if (id !== undefined) tellAll(id).catch(options.onFailure);
  };

  return {
    note(visitor, { conversationId, isTyping }) {
      if (!mayNote(visitor)) return;
      const before = places.get(visitor)?.conversationId;
      if (conversationId === undefined) places.delete(visitor);
      else places.set(visitor, { conversationId, isTyping });
      announce(before, conversationId);
    },
    leave(visitor) {
      budgets.delete(visitor);
      const before = places.get(visitor)?.conversationId;
      places.delete(visitor);
      announce(before);
    },
    recheck: () => announce(...[...places.values()].map(({ conversationId }) => conversationId)),
  };
}

/** One line for each colleague, however many desktops they have. */
function listOthers(here: readonly (readonly [Visitor, Place])[], userId: UserId): Presence['viewers'] {
  const others = new Map<UserId, Presence['viewers'][number]>();
  for (const [visitor, { isTyping }] of here) {
    if (visitor.userId === userId) continue;
    const isTypingAnywhere = isTyping || others.get(visitor.userId)?.isTyping === true;
    others.set(visitor.userId, { displayName: visitor.displayName, isTyping: isTypingAnywhere });
  }
  return [...others.values()].slice(0, MAX_TOLD);
}
