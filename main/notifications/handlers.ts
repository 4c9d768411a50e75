import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createNotificationsHandlers(context: Context): HandlersOf<'notifications' | 'consents'> {
  return {
    'notifications:list': () => context.desk().db.listReplyNotices(),
    async 'notifications:mark-all-read'() {
      context.changes.publish(await context.desk().db.markAllRead());
      return {};
    },
    async 'consents:set'({ personKey, hasOptedOut }) {
      await context.desk().setConsent(personKey, hasOptedOut);
      return {};
    },
  };
}
