import { v7 as uuidv7 } from 'uuid';
import { messageIdSchema } from '../../shared/domain/ids.ts';
import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

/**
 * Each send is one transaction (message and outbox row); then the runner is woken. The bubble shows at once, with a
 * clock: what became of it comes with a change set.
 */
export function createMessagesHandlers(context: Context): HandlersOf<'messages'> {
  const create = () => {
    const { db, userId } = context.desk();
    return { db, who: { messageId: messageIdSchema.parse(uuidv7()), userId, now: context.now() } };
  };
  const announce = (created: CreatedMessage) => {
    context.desk().wakeOutbox();
    context.changes.publish({
      conversations: [created.conversationId],
      messages: [{ conversationId: created.conversationId, messageIds: [created.messageId] }],
    });
    return created;
  };
  return {
    async 'messages:send-text'(input) {
      const { db, who } = create();
      return announce(await db.createOutboundText({ ...input, ...who }));
    },
    async 'messages:send-template'(input) {
      const { db, who } = create();
      return announce(await db.createOutboundTemplate({ ...input, ...who }));
    },
    async 'messages:retry'({ messageId }) {
      const { db, who } = create();
      return announce(await db.createRetry({ ...who, ofMessageId: messageId }));
    },
  };
}

type CreatedMessage = Awaited<ReturnType<ReturnType<Context['desk']>['db']['createOutboundText']>>;
