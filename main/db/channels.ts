import type { ChannelId, UserId } from '../../shared/domain/ids.ts';
import type { Channel } from '../../shared/protocol/events.ts';
import { type Changes, createChangeTracker, summariseChanges } from './change-tracker.ts';
import {
  type Json,
  type ReadHandle,
  type WriteHandle,
  findRow,
  inTransaction,
  listRows,
  readJson,
  runSql,
} from './handle.ts';
import { noteFilesOfChannel } from './note-media.ts';
import type { Projection } from './projection.ts';
import { describeUser, findMe } from './users.ts';

const SAVE = `
  INSERT INTO channels (id, kind, owner_user_id, waba_id, is_active, data, seq)
  VALUES (:id, :kind, :ownerUserId, :wabaId, :isActive, :data, :seq)
  ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, owner_user_id = excluded.owner_user_id,
    waba_id = excluded.waba_id, is_active = excluded.is_active, data = excluded.data, seq = excluded.seq
  WHERE excluded.seq >= seq`;

function saveChannel(db: WriteHandle, channel: Channel, seq: number): boolean {
  const { id, kind, ownerUserId, wabaId, isActive } = channel;
  const columns = { id, kind, wabaId, ownerUserId: ownerUserId ?? null, isActive: isActive ? 1 : 0 };
  const isSaved = runSql(db, SAVE, { ...columns, data: JSON.stringify(channel), seq }) > 0;
  if (isSaved && kind === 'own' && ownerUserId === findMe(db)?.id) noteFilesOfChannel(db, id);
  return isSaved;
}

export function projectChannel({ db, changes }: Projection, channel: Channel, seq: number): void {
  if (saveChannel(db, channel, seq)) changes.hasFrameChanges = true;
}

/** The user's own number as it was just set up here; the log repeats it. */
export function upsertOwnChannel(db: WriteHandle, channel: Channel): Changes {
  return inTransaction(db, () => {
    saveChannel(db, channel, findChannelSeq(db, channel.id));
    return frameChanged(db);
  });
}

/** The own number is no longer used on this desktop. Its conversations stay readable. */
export function removeOwnChannel(db: WriteHandle, channelId: ChannelId): Changes {
  return inTransaction(db, () => {
    const channel = findChannel(db, channelId);
    if (channel?.kind === 'own')
      saveChannel(db, { ...channel, isActive: false }, findChannelSeq(db, channelId));
    return frameChanged(db);
  });
}

function findChannelSeq(db: ReadHandle, id: ChannelId): number {
  return findRow<{ seq: number }>(db, 'SELECT seq FROM channels WHERE id = :id', { id })?.seq ?? 0;
}

function frameChanged(db: ReadHandle): Changes {
  return summariseChanges(db, { ...createChangeTracker(), hasFrameChanges: true }, findMe(db)?.id);
}

export function findChannel(db: ReadHandle, id: ChannelId): Channel | undefined {
  const row = findRow<{ data: Json<Channel> }>(db, 'SELECT data FROM channels WHERE id = :id', { id });
  return row && readJson<Channel>(row.data);
}

/** The active channels that the user may send on, own number first. */
export function listUsableChannels(db: ReadHandle, me: UserId): Channel[] {
  const sql = `
    SELECT data FROM channels WHERE is_active = 1 AND (kind = 'company' OR owner_user_id = :me)
    ORDER BY kind = 'company', id`;
  return listRows<{ data: Json<Channel> }>(db, sql, { me }).map(({ data }) => readJson<Channel>(data));
}

/** Why the user cannot send on a channel, in a sentence; undefined when they can. */
export function explainCannotSend(
  db: ReadHandle,
  channel: Channel | undefined,
  me: UserId | undefined,
): string | undefined {
  if (me === undefined) return 'Sign in to send messages.';
  if (channel?.isActive !== true)
    return 'This WhatsApp number is no longer connected, so nothing can be sent on it.';
  if (channel.kind === 'own' && channel.ownerUserId !== me) {
    const owner = channel.ownerUserId === undefined ? 'a colleague' : describeUser(db, channel.ownerUserId);
    return `This conversation is on the own number of ${owner}. Only they can send on it.`;
  }
  return undefined;
}
