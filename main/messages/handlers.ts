import { v7 as uuidv7 } from 'uuid';
import { AppError } from '../../shared/domain/app-error.ts';
import { messageIdSchema } from '../../shared/domain/ids.ts';
import { eventsResponseSchema, messagingUsageSchema } from '../../shared/protocol/http.ts';
import type { Context } from '../context.ts';
import type { OutboundFile } from '../db/send-file.ts';
import type { HandlersOf } from '../ipc/handlers.ts';
import type { MediaDesk } from '../media/media-desk.ts';

/**
 * Each send is one transaction (message and outbox row); then the runner is woken. The bubble shows at once, with a
 * clock: what became of it comes with a change set.
 */
export function createMessagesHandlers(context: Context): HandlersOf<'messages'> {
  const create = () => {
    const { db } = context.desk();
    return { db, its: { messageId: messageIdSchema.parse(uuidv7()), now: context.now() } };
  };
  const announce = ({ changes, ...created }: CreatedMessage) => {
    context.desk().wakeOutbox();
    context.changes.publish(changes);
    return created;
  };
  return {
    async 'messages:get-usage'() {
      const { db, relay } = context.desk();
      try {
        return await relay.request({ method: 'GET', path: '/v1/limits', answer: messagingUsageSchema });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const { used } = await db.getMessagingUsage({ now: context.now() });
        const limit = (await db.getFrame()).channels.find(({ kind }) => kind === 'company')?.messagingLimit;
        return { used, ...(limit === undefined ? {} : { limit }) };
      }
    },
    async 'messages:send-text'(input) {
      const { db, its } = create();
      return announce(await db.createOutboundText({ ...input, ...its }));
    },
    async 'messages:react'(input) {
      const { db, its } = create();
      return announce(await db.createReaction({ ...input, ...its }));
    },
    async 'messages:send-card'(input) {
      const { db, its } = create();
      return announce(await db.createOutboundCard({ ...input, ...its }));
    },
    async 'messages:send-files'({ conversationId, files }) {
      const { db, media } = context.desk();
      const found = await Promise.all(
        files.map(async ({ attachmentId, caption }) => {
          return { attachmentId, caption: caption.trim(), file: await getAttachment(media, attachmentId) };
        }),
      );
      for (const { attachmentId, caption, file } of found) {
        const { its } = create();
        const captioned = caption === '' || file.kind === 'audio' ? {} : { caption };
        const { changes } = await db.createOutboundFile({ conversationId, file, ...captioned, ...its });
        media.attachments.release(attachmentId);
        context.changes.publish(changes);
      }
      media.wakeUploads();
      return {};
    },
    async 'messages:send-template'({ attachmentId, ...input }) {
      const { db, its } = create();
      const { media } = context.desk();
      if (attachmentId === undefined) return announce(await db.createOutboundTemplate({ ...input, ...its }));
      const file = await getAttachment(media, attachmentId);
      const created = await db.createOutboundTemplate({ ...input, file, ...its });
      media.attachments.release(attachmentId);
      media.wakeUploads();
      return announce(created);
    },
    async 'messages:check'({ messageId }) {
      const { db } = context.desk();
      const isUpToDate = await hasHeardAll(context.desk());
      const { status, at } = await db.getOutboundStatus({ messageId });
      return { status, isUpToDate, waitedMs: Math.max(0, context.now() - at) };
    },
    'messages:get-info': (input) => context.desk().db.getMessageInfo(input),
    async 'messages:withdraw'(input) {
      const { db, media } = context.desk();
      const { changes, draft } = await db.withdrawLapsed({ ...input, now: context.now() });
      context.changes.publish(changes);
      await media.stopUpload(input.messageId);
      return draft === undefined ? {} : { draft };
    },
    async 'messages:retry'({ messageId }) {
      const { db, its } = create();
      const created = announce(await db.createRetry({ ...its, ofMessageId: messageId }));
      context.desk().media.wakeUploads();
      return created;
    },
  };
}

async function getAttachment(media: MediaDesk, attachmentId: string): Promise<OutboundFile> {
  const file = await media.findAttachment(attachmentId);
  if (file !== undefined) return file;
  throw new AppError('not-found', 'A file is not there any more. Attach it again.');
}

type CreatedMessage = Awaited<ReturnType<ReturnType<Context['desk']>['db']['createOutboundText']>>;

/** Whether the relay has nothing that this desktop has not read; false also where it cannot be asked. */
async function hasHeardAll({ db, relay }: ReturnType<Context['desk']>): Promise<boolean> {
  const after = await db.getCursor();
  try {
    const path = `/v1/events?after=${after}&limit=1`;
    const { head } = await relay.request({ method: 'GET', path, answer: eventsResponseSchema });
    return head <= after;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return false;
  }
}
