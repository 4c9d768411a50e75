import type { NewReply, ReplyNews } from './decide-notifications.ts';

/** Holds what comes during a catch-up, so that it becomes one summary and not a hundred notifications. */
export function createReplyCollector(onReplies: (news: ReplyNews) => void, unreadAtStart: number) {
  let held: NewReply[] = [];
  let unreadBefore = unreadAtStart;
  return {
    add(batch: {
      readonly replies: readonly NewReply[];
      readonly unreadCount: number;
      readonly isCatchUp: boolean;
      readonly isLive: boolean;
    }): void {
      const count = Math.max(0, batch.unreadCount - unreadBefore);
      if (batch.isCatchUp) held.push(...batch.replies);
      else onReplies({ replies: batch.replies, count, gathered: undefined });
      if (!batch.isLive) return;
      if (batch.isCatchUp) onReplies({ replies: held, count, gathered: 'away' });
      held = [];
      unreadBefore = batch.unreadCount;
    },
  };
}
