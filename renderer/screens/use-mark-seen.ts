import { useEffect } from 'react';
import type { MessageView } from '../../shared/ipc/views.ts';
import { markSeen } from '../store/chat/actions.ts';

/**
 * Marks as read what was seen: `last`, the lowest message in view, and all above it, but only while the window has the focus.
 * This also decides when the person gets blue ticks, so a chat that merely lies open counts for nothing.
 */
export function useMarkSeen(last: MessageView | undefined): void {
  useEffect(() => {
    const mark = () => {
      if (last !== undefined && document.hasFocus()) markSeen(last.sortKey);
    };
    mark();
    window.addEventListener('focus', mark);
    return () => window.removeEventListener('focus', mark);
  }, [last]);
}
