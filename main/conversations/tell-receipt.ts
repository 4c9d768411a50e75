import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import type { ChannelId } from '../../shared/domain/ids.ts';
import type { GraphClient } from '../../shared/whatsapp/graph-client.ts';
import { type ReceiptVerdict, buildReadReceipt, judgeReceipt } from '../../shared/whatsapp/read-receipt.ts';
import type { SeenMessage } from '../db/find-seen.ts';

type ReceiptWays = {
  /** The client of the user's own number; undefined for a colleague's, whose token is on the colleague's desktop. */
  readonly findOwnClient: (channelId: ChannelId) => Promise<GraphClient | undefined>;
  readonly requestRelay: (call: {
    readonly method: 'POST';
    readonly path: string;
    readonly body: unknown;
    readonly answer: z.ZodType;
  }) => Promise<unknown>;
};

/** Tells Meta that a message was read: on an own number from here, on the company's through the relay. */
export async function tellReceipt(
  ways: ReceiptWays,
  seen: SeenMessage,
  isTyping: boolean,
): Promise<ReceiptVerdict> {
  const { conversationId, channelId, wamid, kind } = seen;
  if (kind === 'own') {
    const client = await ways.findOwnClient(channelId);
    if (client === undefined) return 'refused';
    const path = `${encodeURIComponent(channelId)}/messages`;
    return judgeReceipt(await client.post(path, buildReadReceipt(wamid, isTyping)));
  }
  try {
    await ways.requestRelay({
      method: 'POST',
      path: `/v1/conversations/${encodeURIComponent(conversationId)}/receipt`,
      body: { wamid, isTyping },
      answer: z.unknown(),
    });
    return 'told';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.retryable ? 'later' : 'refused';
  }
}
