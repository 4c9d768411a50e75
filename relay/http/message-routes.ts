import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  type companySendResponseSchema,
  companySendSchema,
  consentRequestSchema,
  handOverSchema,
  publishSentSchema,
  receiptSchema,
  takeParamsSchema,
  type takeResponseSchema,
} from '../../shared/protocol/http.ts';
import type { RelayContext } from '../context.ts';
import { handOverConversation } from '../conversations/hand-over-conversation.ts';
import { recordConsent } from '../conversations/record-consent.ts';
import { takeConversation } from '../conversations/take-conversation.ts';
import { acceptCompanySend } from '../outbound/accept-company-send.ts';
import { tellReceipt } from '../outbound/tell-receipt.ts';
import { publishSent } from '../outbound/publish-sent.ts';
import { getCaller } from './device-auth.ts';
import { RelayRefusal, parseInput } from './relay-refusal.ts';

/** Two hundred messages with rendered templates and template copies. */
const SENT_BODY_LIMIT = 8 * 1024 * 1024;
const messageParamsSchema = z.object({ messageId: z.string().max(200) });

/** What desktops do: send, publish, take, record a consent. `onQueued` wakes the sender. */
export function createMessageRoutes(context: RelayContext, onQueued: () => void) {
  const { log, now } = context;
  return async (app: FastifyInstance): Promise<void> => {
    app.put('/v1/messages/:messageId', async (request) => {
      const { user } = await getCaller(log, request);
      const { messageId } = parseInput(messageParamsSchema, request.params);
      const send = parseInput(companySendSchema, request.body);
      if (send.message.messageId !== messageId) {
        throw new RelayRefusal('invalid-input', 'message.messageId: is not the one in the address.');
      }
      const message = await acceptCompanySend(context, user, send);
      onQueued();
      return { message } satisfies z.infer<typeof companySendResponseSchema>;
    });

    app.post('/v1/sent-messages', { bodyLimit: SENT_BODY_LIMIT }, async (request) => {
      const { user } = await getCaller(log, request);
      const { messages } = parseInput(publishSentSchema, request.body);
      await publishSent(context, user.id, messages);
      return { published: messages.length };
    });

    app.post('/v1/conversations/:id/take', async (request) => {
      const { user } = await getCaller(log, request);
      const { id } = parseInput(takeParamsSchema, request.params);
      const conversation = await takeConversation(log, id, user.id);
      return { conversation } satisfies z.infer<typeof takeResponseSchema>;
    });

    app.post('/v1/conversations/:id/hand-over', async (request) => {
      const { user } = await getCaller(log, request);
      const { id } = parseInput(takeParamsSchema, request.params);
      const { toUserId } = parseInput(handOverSchema, request.body ?? {});
      const conversation = await handOverConversation(log, { id, by: user, toUserId });
      return { conversation } satisfies z.infer<typeof takeResponseSchema>;
    });

    app.post('/v1/conversations/:id/receipt', async (request) => {
      const { user } = await getCaller(log, request);
      const { id: conversationId } = parseInput(takeParamsSchema, request.params);
      const receipt = parseInput(receiptSchema, request.body);
      await tellReceipt(context, { conversationId, userId: user.id, ...receipt });
      return {};
    });

    app.post('/v1/consents', async (request) => {
      await getCaller(log, request);
      return { consent: await recordConsent(log, parseInput(consentRequestSchema, request.body), now()) };
    });
  };
}
