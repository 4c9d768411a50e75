import { type RefObject, useEffect } from 'react';
import { findMarks, parseFind } from '../../shared/domain/find-text.ts';

/** The name by which the style sheet knows what was found (base.css). */
const HIGHLIGHT = 'found';
/** Where the words of a message stand; a quotation of another message is none of its words. */
const WORDS = '[dir="auto"], bdi';
const NOT_WORDS = 'button, time';

/**
 * Marks in the transcript what was looked for. The browser paints the marks over the text as it stands, so that no
 * message is rendered again for them, whatever it is made of. A long text in which something was found shows all of itself.
 */
export function useFoundMarks(log: RefObject<HTMLElement | null>, query: string): void {
  useEffect(() => {
    const terms = parseFind(query);
    const container = log.current;
    if (container === null || terms.length === 0) return undefined;
    const highlight = new Highlight();
    CSS.highlights.set(HIGHLIGHT, highlight);
    const mark = () => {
      highlight.clear();
      const texts = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
        const { parentElement, textContent } = node;
        if (parentElement?.closest(WORDS) === null || parentElement?.closest(NOT_WORDS) !== null) continue;
        for (const { start, end } of findMarks(textContent ?? '', terms)) {
          const range = new StaticRange({
            startContainer: node,
            startOffset: start,
            endContainer: node,
            endOffset: end,
          });
          highlight.add(range);
          parentElement?.closest('[data-clamped]')?.setAttribute('data-found', '');
        }
      }
    };
    const observer = new MutationObserver(mark);
    observer.observe(container, { childList: true, subtree: true, characterData: true });
    mark();
    return () => {
      observer.disconnect();
      for (const whole of container.querySelectorAll('[data-found]')) whole.removeAttribute('data-found');
      CSS.highlights.delete(HIGHLIGHT);
    };
  }, [log, query]);
}
