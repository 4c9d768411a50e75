import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, UserId } from '../../shared/domain/ids.ts';
import { buildReadReceipt, judgeReceipt } from '../../shared/whatsapp/read-receipt.ts';
import { NOT_SET_UP } from '../company/company-number.ts';
import type { RelayContext } from '../context.ts';
import { getVisibleThread } from '../conversations/get-visible-thread.ts';

type Receipt = {
  readonly conversationId: ConversationId;
  readonly userId: UserId;
  readonly wamid: string;
  readonly isTyping: boolean;
};

/**
 * Gives the person of a conversation on the company's number blue ticks, and a typing sign. Meta itself checks that the
 * message came to this number. Throws AppError `not-found`, `not-set-up`, `meta-refused`, or `meta-unreachable`
 * where telling it again can help.
 */
export async function tellReceipt(
  { log, company }: Pick<RelayContext, 'log' | 'company'>,
  { conversationId, userId, wamid, isTyping }: Receipt,
): Promise<void> {
  const { channelId } = await getVisibleThread(log, conversationId, userId);
  const active = company.find();
  if (active === undefined || active.config.phoneNumberId !== channelId)
    throw new AppError('not-set-up', NOT_SET_UP);
  const path = `${encodeURIComponent(channelId)}/messages`;
  const verdict = judgeReceipt(await active.graph.post(path, buildReadReceipt(wamid, isTyping)));
  if (verdict === 'told') return;
  if (verdict === 'refused') throw new AppError('meta-refused', 'WhatsApp did not take the read receipt.');
  throw new AppError('meta-unreachable', 'WhatsApp cannot be reached.', { retryable: true });
}
