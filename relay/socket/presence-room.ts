import { maySeeConversation } from '../access/sight-book.ts';
import type { ConversationId, UserId } from '../../shared/domain/ids.ts';
import type { ClientFrame, Presence } from '../../shared/protocol/frames.ts';
import type { LogReader, RelayLog } from '../log/relay-log.ts';
import { type Viewer, followDistantViewers } from './distant-viewers.ts';

/** A desktop's connection, as far as presence goes. */
export type Visitor = {
  /** Of the connection. */
  readonly id: string;
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
  stop(): void;
};

type Place = { conversationId: ConversationId; isTyping: boolean };

const MAX_NOTES = 10;
const NOTES_MS = 5_000;
const MAX_TOLD = 20;

/**
 * Who looks at which conversation at this moment, of the desktops of this relay and of the others on its log. In memory
 * only: it ends with the socket, is never logged, and each time that it is told it is asked who may see the conversation.
 */
export function createPresenceRoom(options: {
  readonly log: LogReader & Pick<RelayLog, 'callOut' | 'onCalled'>;
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
    if (here.length === 0) return;
    const users = [
      ...new Set([
        ...here.map(([visitor]) => visitor.userId),
        ...distant.list(conversationId).map(({ userId }) => userId),
      ]),
    ];
    const rights = await Promise.all(
      users.map((userId) => maySeeConversation(options.log, userId, conversationId)),
    );
    const allowed = new Set(users.filter((_user, index) => rights[index]));
    // Who has left meanwhile is told nothing, and of.
    const seen = here.filter(
      ([visitor, place]) => places.get(visitor) === place && allowed.has(visitor.userId),
    );
    const viewers = [
      ...seen.map(([visitor, place]) => describe(visitor, place)),
      ...distant.list(conversationId).filter(({ userId }) => allowed.has(userId)),
    ];
    for (const [visitor] of seen) {
      visitor.tell({ type: 'presence', conversationId, viewers: listOthers(viewers, visitor.userId) });
    }
  }

  const distant = followDistantViewers({ ...options, onChanged: (id) => announce(id) });
  const announce = (...ids: readonly (ConversationId | undefined)[]) => {
    for (const id of new Set(ids)) if (id !== undefined) tellAll(id).catch(options.onFailure);
  };

  return {
    note(visitor, { conversationId, isTyping }) {
      if (!mayNote(visitor)) return;
      const before = places.get(visitor)?.conversationId;
      const place = conversationId && { conversationId, isTyping };
      if (place === undefined) places.delete(visitor);
      else places.set(visitor, place);
      distant.tell(visitor.id, place && describe(visitor, place));
      announce(before, conversationId);
    },
    leave(visitor) {
      budgets.delete(visitor);
      const before = places.get(visitor)?.conversationId;
      places.delete(visitor);
      distant.tell(visitor.id, undefined);
      announce(before);
    },
    recheck: () => announce(...[...places.values()].map(({ conversationId }) => conversationId)),
    stop: distant.stop,
  };
}

function describe({ userId, displayName }: Visitor, { conversationId, isTyping }: Place): Viewer {
  return { userId, displayName, conversationId, isTyping };
}

/** One line for each colleague, however many desktops they have. */
function listOthers(viewers: readonly Viewer[], ownId: UserId): Presence['viewers'] {
  const others = new Map<UserId, Presence['viewers'][number]>();
  for (const { userId, displayName, isTyping } of viewers) {
    if (userId === ownId) continue;
    others.set(userId, { displayName, isTyping: isTyping || others.get(userId)?.isTyping === true });
  }
  return [...others.values()].slice(0, MAX_TOLD);
}
