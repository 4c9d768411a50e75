import { assertNever } from '../../shared/domain/assert.ts';
import type { ConversationAccess } from '../../shared/protocol/events.ts';
import type { FeedEntry } from '../log/relay-log.ts';
import { type Sight, decideView } from './sight.ts';

/** What this reader gets of these entries, as JSON: what may be seen, and word of what was lost and gained. */
export function renderEntries(entries: readonly FeedEntry[], sight: Sight): readonly string[] {
  return entries.flatMap((entry) => renderEntry(entry, sight));
}

function renderEntry(entry: FeedEntry, sight: Sight): readonly string[] {
  const view = decideView(sight, entry);
  switch (view) {
    case 'shown':
      return [entry.json];
    case 'gained':
      return [entry.json, renderAccess(entry, view)];
    case 'lost':
      return [renderAccess(entry, view)];
    case 'hidden':
      return [];
    default:
      return assertNever(view);
  }
}

function renderAccess({ seq, at, thread }: FeedEntry, access: ConversationAccess['access']): string {
  const conversationId = thread?.id;
  const id = `access:${conversationId}:${seq}`;
  return JSON.stringify({ seq, id, kind: 'conversation.access', at, body: { conversationId, access } });
}
