import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createNotificationsHandlers(context: Context): HandlersOf<'notifications' | 'consents'> {
  return {
    'notifications:list': () => context.desk().db.listReplyNotices(),
    async 'notifications:mark-all-read'() {
      const { db, wakePublisher } = context.desk();
      context.changes.publish(await db.markAllRead({ now: context.now() }));
      wakePublisher();
      return {};
    },
    async 'consents:set'({ personKey, hasOptedOut }) {
      await context.desk().setConsent(personKey, hasOptedOut);
      return {};
    },
  };
}
