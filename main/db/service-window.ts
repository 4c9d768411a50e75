import type { ChannelId, PersonKey } from '../../shared/domain/ids.ts';
import { SERVICE_WINDOW_MS } from '../../shared/domain/service-window.ts';
import { type ReadHandle, findRow } from './handle.ts';

const FIND = `
  SELECT max(last_inbound_at) AS lastInboundAt, max(refused_at) AS refusedAt FROM conversations
  WHERE person_key = :personKey AND channel_id = :channelId`;

/**
 * When the service window between a person and a channel closes, epoch ms; undefined when the person never wrote. It is
 * one window for all colleagues on the channel. A refusal by Meta (131047) closes it at the time of the refused message,
 * until the person writes again.
 */
export function findWindowClosesAt(
  db: ReadHandle,
  personKey: PersonKey,
  channelId: ChannelId,
): number | undefined {
  type Row = { readonly lastInboundAt: number | null; readonly refusedAt: number | null };
  const { lastInboundAt, refusedAt } = findRow<Row>(db, FIND, { personKey, channelId }) ?? {
    lastInboundAt: null,
    refusedAt: null,
  };
  if (lastInboundAt === null) return undefined;
  const closesAt = lastInboundAt + SERVICE_WINDOW_MS;
  return refusedAt !== null && refusedAt > lastInboundAt ? Math.min(closesAt, refusedAt) : closesAt;
}
