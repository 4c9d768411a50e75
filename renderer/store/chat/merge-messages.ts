import type { MessageView } from '../../../shared/ipc/views.ts';
import { keepEqual } from '../keep-equal.ts';

/**
 * Puts messages into a stretch by their sort key: known ones are replaced, so that ticks move and nothing doubles. Those
 * that did not change stay the same objects.
 */
export function mergeMessages(
  held: readonly MessageView[],
  incoming: readonly MessageView[],
): readonly MessageView[] {
  if (incoming.length === 0) return held;
  const byId = new Map(held.map((message) => [message.id, message]));
  for (const message of incoming) byId.set(message.id, keepEqual(byId.get(message.id), message));
  return keepEqual(held, [...byId.values()].sort(bySortKey));
}

/** Sort keys compare as strings, character by character: views.ts. */
function bySortKey(first: MessageView, second: MessageView): number {
  if (first.sortKey === second.sortKey) return 0;
  return first.sortKey < second.sortKey ? -1 : 1;
}
