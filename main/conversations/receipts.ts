import type { ConversationId } from '../../shared/domain/ids.ts';
import { READABLE_MS, type ReceiptVerdict, TYPING_SIGN_MS } from '../../shared/whatsapp/read-receipt.ts';
import type { SeenMessage } from '../db/find-seen.ts';

type ReceiptsOptions = {
  readonly findSeen: (conversationId: ConversationId) => Promise<SeenMessage | undefined>;
  readonly tell: (seen: SeenMessage, isTyping: boolean) => Promise<ReceiptVerdict>;
  readonly onProblem: (error: unknown) => void;
  readonly now: () => number;
};

export type ReceiptTeller = {
  /** The conversation was read in a focused window: its person gets blue ticks. */
  noteSeen(conversationId: ConversationId): void;
  /** Something is being typed in it: its person sees "typing…", and blue ticks. */
  noteTyping(conversationId: ConversationId): void;
  /** There is a line again: what could not be told is told now. */
  retry(): void;
};

/**
 * Tells persons what the user has read and that the user types, for users who want that. Only the newest message is
 * named: Meta marks what came before it. What cannot be told waits for the line, and is forgotten when the app ends.
 */
export function createReceiptTeller(options: ReceiptsOptions): ReceiptTeller {
  const { now } = options;
  /** The newest that Meta has heard of, or never will. */
  const settled = new Map<ConversationId, string>();
  const waiting = new Set<ConversationId>();
  const typedAt = new Map<ConversationId, number>();

  async function tell(conversationId: ConversationId, isTyping: boolean): Promise<void> {
    waiting.delete(conversationId);
    const seen = await options.findSeen(conversationId);
    if (seen === undefined || seen.at <= now() - READABLE_MS) return;
    if (!isTyping && settled.get(conversationId) === seen.wamid) return;
    // Set before the answer: the same message is seen again with every scroll.
    settled.set(conversationId, seen.wamid);
    if ((await options.tell(seen, isTyping)) !== 'later') return;
    settled.delete(conversationId);
    waiting.add(conversationId);
  }

  const start = (conversationId: ConversationId, isTyping: boolean) =>
    void tell(conversationId, isTyping).catch(options.onProblem);

  return {
    noteSeen: (conversationId) => start(conversationId, false),
    noteTyping(conversationId) {
      if (now() - (typedAt.get(conversationId) ?? -Infinity) < TYPING_SIGN_MS) return;
      typedAt.set(conversationId, now());
      start(conversationId, true);
    },
    retry() {
      for (const conversationId of waiting) start(conversationId, false);
    },
  };
}
