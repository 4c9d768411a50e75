import { z } from 'zod';
import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createConversationsHandlers(context: Context): HandlersOf<'conversations'> {
  return {
    'conversations:list-for-record': (input) => context.desk().db.listConversationsForRecord(input),
    'conversations:list': (input) => context.desk().db.listConversations({ ...input, now: context.now() }),
    'conversations:get': (input) => context.desk().db.getConversation(input),
    'conversations:list-messages': (input) => context.desk().db.listMessages(input),
    'conversations:list-files': (input) => context.desk().db.listFiles(input),
    'conversations:find-at': (input) => context.desk().db.findMessageAt(input),
    'conversations:find-messages': (input) => context.desk().db.searchMessages(input),
    async 'conversations:take'({ conversationId }) {
      // The relay decides who was first; the new owner comes back through the log.
      await context.desk().relay.request({
        method: 'POST',
        path: `/v1/conversations/${encodeURIComponent(conversationId)}/take`,
        answer: z.unknown(),
      });
      return {};
    },
    async 'conversations:list-colleagues'() {
      return { colleagues: await context.desk().db.listColleagues() };
    },
    async 'conversations:hand-over'({ conversationId, toUserId }) {
      await context.desk().relay.request({
        method: 'POST',
        path: `/v1/conversations/${encodeURIComponent(conversationId)}/hand-over`,
        body: toUserId === undefined ? {} : { toUserId },
        answer: z.unknown(),
      });
      return {};
    },
    async 'conversations:mark-read'(input) {
      const { db, wakePublisher } = context.desk();
      context.changes.publish(await db.markRead({ ...input, now: context.now() }));
      wakePublisher();
      if (context.preferences.get().hasReadReceipts) context.desk().receipts.noteSeen(input.conversationId);
      return {};
    },
    async 'conversations:mark-unread'(input) {
      const { db, wakePublisher } = context.desk();
      context.changes.publish(await db.markUnread({ ...input, now: context.now() }));
      wakePublisher();
      return {};
    },
    async 'conversations:pin'(input) {
      const { db } = context.desk();
      context.changes.publish(await db.pinConversation({ ...input, now: context.now() }));
      return {};
    },
    async 'conversations:save-draft'({ conversationId, text }) {
      context.desk().presence.noteDraft(conversationId, text);
      const { hasReadReceipts, hasTypingSign } = context.preferences.get();
      if (hasReadReceipts && hasTypingSign && text.trim() !== '')
        context.desk().receipts.noteTyping(conversationId);
      context.changes.publish(
        await context.desk().db.saveDraft({ conversationId, text, now: context.now() }),
      );
      return {};
    },
    'conversations:get-tray': (input) => context.desk().db.getTray(input),
    async 'conversations:save-tray'({ files, ...tray }) {
      const { db, media } = context.desk();
      const found = files.map((file) => ({ ...file, file: media.attachments.find(file.attachmentId) }));
      context.changes.publish(await db.saveTray({ ...tray, files: found, now: context.now() }));
      return {};
    },
    async 'conversations:set-open'({ conversationId }) {
      context.setOpenConversation(conversationId);
      context.findDesk()?.presence.show(conversationId);
      return {};
    },
  };
}
