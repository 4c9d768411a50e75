import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createNotificationsHandlers(context: Context): HandlersOf<'notifications' | 'consents'> {
  return {
    'notifications:list': () => {
      const { db, userId } = context.desk();
      return db.listReplyNotices({ userId });
    },
    async 'notifications:mark-all-read'() {
      const { db, userId } = context.desk();
      const { unreadCount } = await db.markAllRead({ userId });
      context.changes.publish({ isEverything: true, unreadCount });
      return {};
    },
    async 'consents:set'({ personKey, hasOptedOut }) {
      await context.desk().setConsent(personKey, hasOptedOut);
      return {};
    },
  };
}
