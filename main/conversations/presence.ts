import type { ConversationId } from '../../shared/domain/ids.ts';

/** Nothing typed for so long: no longer writing. */
const TYPING_MS = 6_000;

type Shown = { readonly conversationId?: ConversationId; readonly isTyping: boolean };

export type PresenceTeller = {
  /** The conversation on screen; undefined when there is none. */
  show(conversationId: ConversationId | undefined): void;
  /** Something was typed in it, or nothing is left of what was. */
  noteDraft(conversationId: ConversationId, text: string): void;
  stop(): void;
};

/** Turns what the window does into what colleagues may know of it. Tells changes only. */
export function createPresenceTeller(tell: (shown: Shown) => void): PresenceTeller {
  let shown: Shown = { isTyping: false };
  let timer: NodeJS.Timeout | undefined;
  const set = (next: Shown) => {
    if (next.conversationId === shown.conversationId && next.isTyping === shown.isTyping) return;
    shown = next;
    tell(next);
  };
  return {
    show(conversationId) {
      if (conversationId === shown.conversationId) return;
      clearTimeout(timer);
      set(conversationId === undefined ? { isTyping: false } : { conversationId, isTyping: false });
    },
    noteDraft(conversationId, text) {
      if (conversationId !== shown.conversationId) return;
      clearTimeout(timer);
      set({ conversationId, isTyping: text.trim() !== '' });
      if (shown.isTyping) timer = setTimeout(() => set({ conversationId, isTyping: false }), TYPING_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
