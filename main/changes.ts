import type { ChangeSet } from '../shared/ipc/contract.ts';
import type { EventBody, EventName } from '../shared/ipc/types.ts';

export type Push = <Name extends EventName>(name: Name, body: EventBody<Name>) => void;
export type Change = Partial<Omit<ChangeSet, 'revision'>>;

/**
 * Tells the window what changed, one revision after the other. A window that sees a gap takes a new snapshot, so a lost
 * push costs a reload and never leaves it wrong.
 */
export type ChangeFeed = {
  publish(change: Change): void;
  readonly revision: () => number;
  readonly unreadCount: () => number;
};

export function createChangeFeed(push: Push, initialUnreadCount: number): ChangeFeed {
  let revision = 0;
  let unreadCount = initialUnreadCount;
  return {
    publish(change) {
      revision += 1;
      unreadCount = change.unreadCount ?? unreadCount;
      push('changes:published', { ...NOTHING, ...change, revision, unreadCount });
    },
    revision: () => revision,
    unreadCount: () => unreadCount,
  };
}

const NOTHING: Omit<ChangeSet, 'revision' | 'unreadCount'> = {
  records: [],
  conversations: [],
  messages: [],
  hasTemplateChanges: false,
  hasFrameChanges: false,
  isEverything: false,
};
