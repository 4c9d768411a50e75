import type { Menu } from '@base-ui/react/menu';
import { type FocusEvent, type RefObject, useRef, useState } from 'react';

type OpenOnFocus = {
  readonly root: Required<Pick<Menu.Root.Props, 'open' | 'onOpenChange'>>;
  readonly trigger: {
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
    readonly onBlur: () => void;
  };
  readonly popup: { readonly ref: RefObject<HTMLDivElement | null> };
};

/**
 * Lets a menu open when the keyboard comes to its button, without taking the focus: whoever walks past goes on with Tab;
 * Enter and the arrows go into the menu. It stays closed where the focus only comes back: from the menu itself, or with the
 * window.
 */
export function useOpenOnFocus(): OpenOnFocus {
  const [isOpen, setIsOpen] = useState(false);
  const [isByFocus, setIsByFocus] = useState(false);
  const wasClosed = useRef(false);
  const popup = useRef<HTMLDivElement>(null);
  const onOpenChange: Menu.Root.Props['onOpenChange'] = (willOpen, details) => {
    if (!willOpen && isByFocus && details.reason === 'trigger-press') {
      // The button was pressed under a menu that is only shown: now it is entered.
      details.cancel();
      setIsByFocus(false);
      popup.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
      return;
    }
    // A focus that went elsewhere closed it: when it comes back, the menu shows itself again.
    wasClosed.current = !willOpen && details.reason !== 'focus-out';
    setIsByFocus(false);
    setIsOpen(willOpen);
  };
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const isWalked = event.relatedTarget !== null && event.currentTarget.matches(':focus-visible');
    if (!isWalked || wasClosed.current || isOpen) return;
    setIsByFocus(true);
    setIsOpen(true);
  };
  const onBlur = () => {
    wasClosed.current = false;
  };
  return {
    root: { open: isOpen, onOpenChange },
    trigger: { onFocus, onBlur },
    popup: { ref: popup, ...(isByFocus ? TAKES_NO_FOCUS : {}) },
  };
}

/** Base UI's popups all know this; the types of its menu leave it out (1.9.0). The e2e test of the menu holds it. */
const TAKES_NO_FOCUS: object = { initialFocus: false };
