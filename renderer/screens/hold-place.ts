export type HeldPlace = {
  /** The reader has come to rest: what stands at the top of the view is to stay where it is. */
  note(): void;
  /** The reader moves. */
  forget(): void;
  /** Puts what was noted back where it stood, after something above it has changed its size. */
  restore(): void;
};

/** Less than this is the browser's own rounding. */
const MOVED_PX = 1;

/**
 * Keeps what a reader looks at where it is. Virtuoso makes up for a size that changes above the view only while the list was
 * last scrolled upwards (petyosi/react-virtuoso, `upwardScrollFix`), and switches the browser's own scroll anchoring off.
 */
export function holdPlace(scroller: HTMLElement): HeldPlace {
  let held: { readonly id: string; readonly top: number } | undefined;
  const topOf = (element: Element) =>
    element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  return {
    note() {
      const messages = [...scroller.querySelectorAll<HTMLElement>('[data-message-id]')];
      // One that begins in view: the one before it may itself be what shrinks.
      const first = messages.find((message) => topOf(message) >= 0);
      const id = first?.dataset['messageId'];
      held = first === undefined || id === undefined ? undefined : { id, top: topOf(first) };
    },
    forget() {
      held = undefined;
    },
    restore() {
      if (held === undefined) return;
      const element = scroller.querySelector(`[data-message-id="${CSS.escape(held.id)}"]`);
      const moved = element === null ? 0 : topOf(element) - held.top;
      if (Math.abs(moved) >= MOVED_PX) scroller.scrollBy({ top: moved, behavior: 'instant' });
    },
  };
}
