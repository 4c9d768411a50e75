import type { GraphClient } from '../../shared/whatsapp/graph-client.ts';
import type { Desk } from '../context.ts';
import type { Database } from '../db/client.ts';
import type { Log } from '../log.ts';
import { type ReceiptTeller, createReceiptTeller } from './receipts.ts';
import { tellReceipt } from './tell-receipt.ts';

/** The teller of a desk. It owns nothing that has to be stopped. */
export function startReceipts(
  options: Pick<Desk, 'ownNumber' | 'relay'> & {
    readonly db: Database;
    readonly findOwnClient: () => Promise<GraphClient | undefined>;
    readonly now: () => number;
    readonly log: Log;
  },
): ReceiptTeller {
  const { db, ownNumber, relay, findOwnClient, now, log } = options;
  return createReceiptTeller({
    findSeen: (conversationId) => db.findSeen({ conversationId }),
    tell: (seen, isTyping) =>
      tellReceipt(
        {
          findOwnClient: async (channelId) =>
            ownNumber.find()?.phoneNumberId === channelId ? findOwnClient() : undefined,
          requestRelay: (call) => relay.request(call),
        },
        seen,
        isTyping,
      ),
    onProblem: (error) => log.warn('not told', { message: String(error) }),
    now,
  });
}
