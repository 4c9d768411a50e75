import type { ChannelId, ConversationId, PersonKey, UserId } from '../../../shared/domain/ids.ts';
import { readOwners } from '../owners-column.ts';
import type { ThreadState } from '../relay-log.ts';

/** A row of `threads`, the same in both engines. */
export type ThreadRow = {
  readonly person_key: string;
  readonly channel_id: string;
  readonly conversation_id: string;
  readonly owner_user_id: string | null;
  readonly former_owners: string | null;
  readonly created_at: number;
  readonly last_sent_at: number | null;
};

/** The casts bring back the brands of values that only the log's own writers stored. */
export function toThread(row: ThreadRow): ThreadState {
  return {
    id: row.conversation_id as ConversationId,
    personKey: row.person_key as PersonKey,
    channelId: row.channel_id as ChannelId,
    ownerUserId: (row.owner_user_id ?? undefined) as UserId | undefined,
    formerOwners: readOwners(row.former_owners),
    createdAt: row.created_at,
    lastSentAt: row.last_sent_at ?? undefined,
  };
}
