import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createMediaHandlers(context: Context): HandlersOf<'media'> {
  return {
    async 'media:fetch'({ messageId }) {
      const { media, relay } = context.desk();
      if (await media.fetch(messageId)) return {};
      // The relay does not have it either: it asks Meta again, and tells through the log how that went.
      await relay.request({
        method: 'POST',
        path: `/v1/media/${encodeURIComponent(messageId)}/retry`,
        answer: z.unknown(),
      });
      return {};
    },
    async 'media:save'({ messageId }) {
      const { media } = context.desk();
      const path = await context.system.chooseSavePath(await media.getFileName(messageId));
      if (path === undefined) return { isSaved: false };
      await media.saveTo(messageId, path);
      return { isSaved: true };
    },
    async 'media:discard'({ attachmentId }) {
      await context.desk().media.discardAttachment(attachmentId);
      return {};
    },
    async 'media:stop-upload'({ messageId }) {
      await context.desk().media.stopUpload(messageId);
      return {};
    },
    async 'media:open'({ messageId }) {
      const path = await context.desk().media.copyToOpen(messageId);
      const problem = await context.system.openFile(path);
      if (problem === '') return {};
      throw new AppError('internal', 'This computer has no program for files of this kind. Save it instead.');
    },
  };
}
