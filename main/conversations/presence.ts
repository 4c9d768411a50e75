import type { ConversationId } from '../../shared/domain/ids.ts';

/** Nothing typed for so long: no longer writing. */
const TYPING_MS = 6_000;
/** Who looks something up in another window comes back within this time, and has not been away. */
const AWAY_AFTER_MS = 10_000;

type Shown = { readonly conversationId?: ConversationId; readonly isTyping: boolean };

/** Where the window is: in front of the user, behind another, or hidden or locked, so that nobody can read it. */
export type Attention = 'in-front' | 'behind' | 'hidden';

export type PresenceTeller = {
  /** The conversation on screen; undefined when there is none. */
  show(conversationId: ConversationId | undefined): void;
  /** Something was typed in it, or nothing is left of what was. */
  noteDraft(conversationId: ConversationId, text: string): void;
  /** A window that merely lies open is not being looked at. */
  attend(attention: Attention): void;
  stop(): void;
};

/** Turns what the window does into what colleagues may know of it. Tells changes only. */
export function createPresenceTeller(tell: (shown: Shown) => void, attention: Attention): PresenceTeller {
  let shown: Shown = { isTyping: false };
  let told: Shown = { isTyping: false };
  let isHere = attention === 'in-front';
  let timer: NodeJS.Timeout | undefined;
  let leaving: NodeJS.Timeout | undefined;
  const follow = () => {
    const next = isHere ? shown : { isTyping: false };
    if (next.conversationId === told.conversationId && next.isTyping === told.isTyping) return;
    told = next;
    tell(next);
  };
  const set = (next: Shown) => {
    shown = next;
    follow();
  };
  return {
    attend(next) {
      clearTimeout(leaving);
      const change = () => {
        isHere = next === 'in-front';
        follow();
      };
      if (next === 'behind' && isHere) leaving = setTimeout(change, AWAY_AFTER_MS);
      else change();
    },
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
    stop() {
      clearTimeout(timer);
      clearTimeout(leaving);
    },
  };
}
