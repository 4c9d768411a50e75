import { z } from 'zod';
import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createConversationsHandlers(context: Context): HandlersOf<'conversations'> {
  return {
    'conversations:list-for-record': async ({ recordId }) => ({
      rows: await context.desk().db.listConversationsForRecord({ recordId }),
    }),
    'conversations:list': (input) => {
      const { db, userId } = context.desk();
      return db.listConversations({ ...input, userId });
    },
    'conversations:get': ({ conversationId }) => {
      const { db, userId } = context.desk();
      return db.getConversation({ conversationId, userId });
    },
    'conversations:list-messages': (input) => context.desk().db.listMessages(input),
    async 'conversations:take'({ conversationId }) {
      // The relay decides who was first; the new owner comes back through the log.
      await context.desk().relay.request({
        method: 'POST',
        path: `/v1/conversations/${encodeURIComponent(conversationId)}/take`,
        answer: z.unknown(),
      });
      return {};
    },
    async 'conversations:mark-read'({ conversationId, upToSortKey }) {
      const { db, userId } = context.desk();
      const { unreadCount, hasChanged } = await db.markRead({ conversationId, upToSortKey, userId });
      if (hasChanged) context.changes.publish({ conversations: [conversationId], unreadCount });
      return {};
    },
    async 'conversations:save-draft'({ conversationId, text }) {
      const { hasChanged } = await context.desk().db.saveDraft({ conversationId, text, now: context.now() });
      if (hasChanged) context.changes.publish({ conversations: [conversationId] });
      return {};
    },
    async 'conversations:set-open'({ conversationId }) {
      context.setOpenConversation(conversationId);
      return {};
    },
  };
}
