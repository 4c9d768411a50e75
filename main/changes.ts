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
};

export function createChangeFeed(push: Push, onUnreadCount: (count: number) => void): ChangeFeed {
  let revision = 0;
  let unreadCount = 0;
  return {
    publish(change) {
      revision += 1;
      if (change.unreadCount !== undefined && change.unreadCount !== unreadCount) {
        unreadCount = change.unreadCount;
        onUnreadCount(unreadCount);
      }
      push('changes:published', { ...NOTHING, ...change, revision, unreadCount });
    },
    revision: () => revision,
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
