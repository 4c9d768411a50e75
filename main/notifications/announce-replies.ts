import type { NewReply, NotificationToShow, ReplyNews } from './decide-notifications.ts';

export type ReplyAnnouncer = {
  announce(news: ReplyNews): void;
  /** The conversation was opened: what waits to be told of it is no longer news. */
  withdraw(conversationId: string): void;
  /** Forgets what waits: the app ends, or another user signs in. */
  stop(): void;
};

/** How many notifications a moment may bring. A system takes up to a tenth of a second for each, and main waits for it. */
const MAX_SINGLE = 3;
const MOMENT_MS = 5_000;

/**
 * Tells of replies as they arrive, a few one by one. What comes on top within the same moment waits for its end and is
 * told as one: nobody reads two hundred notifications, and showing them held up everything else that main does.
 */
export function createReplyAnnouncer(options: {
  readonly decide: (news: ReplyNews) => readonly NotificationToShow[];
  readonly show: (notifications: readonly NotificationToShow[]) => void;
}): ReplyAnnouncer {
  let shownCount = 0;
  let endOfMoment: NodeJS.Timeout | undefined;
  let held: readonly NewReply[] = [];
  /** Replies that arrived beside the held ones and that the database did not describe. */
  let undescribedCount = 0;

  const show = (notifications: readonly NotificationToShow[]) => {
    if (notifications.length === 0) return;
    shownCount += notifications.length;
    endOfMoment ??= setTimeout(release, MOMENT_MS);
    options.show(notifications);
  };
  const release = () => {
    endOfMoment = undefined;
    shownCount = 0;
    const news = { replies: held, count: held.length + undescribedCount, gathered: 'burst' } as const;
    held = [];
    undescribedCount = 0;
    if (news.replies.length > 0) show(options.decide(news));
  };

  return {
    announce(news) {
      const notifications = options.decide(news);
      if (notifications.length === 0) return;
      const hasRoom = held.length === 0 && shownCount + notifications.length <= MAX_SINGLE;
      if (hasRoom || news.gathered !== undefined) return show(notifications);
      if (shownCount === 0) return show(options.decide({ ...news, gathered: 'burst' }));
      held = [...held, ...news.replies];
      undescribedCount += Math.max(0, news.count - news.replies.length);
    },
    withdraw(conversationId) {
      held = held.filter((reply) => reply.conversationId !== conversationId);
    },
    stop() {
      clearTimeout(endOfMoment);
      endOfMoment = undefined;
      shownCount = 0;
      undescribedCount = 0;
      held = [];
    },
  };
}
