import type { Database } from 'better-sqlite3';
import type { Beginning, ReachReader, ReachWriter } from '../reach-log.ts';

export function createReachReader(database: Database): ReachReader {
  const inbound = database
    .prepare<[string, string], number>('SELECT at FROM inbound_times WHERE person_key = ? AND channel_id = ?')
    .pluck();
  const newest = database.prepare<[], number | null>('SELECT max(at) FROM inbound_times').pluck();
  const count = database.prepare<[number], number>('SELECT count(*) FROM reached WHERE at > ?').pluck();
  const reached = database.prepare<[string], number>('SELECT at FROM reached WHERE person_key = ?').pluck();
  const first = database.prepare<[number], number | null>('SELECT min(at) FROM reached WHERE at > ?').pluck();
  return {
    async findLastInboundAt({ personKey, channelId }) {
      return inbound.get(personKey, channelId);
    },
    async findNewestInboundAt() {
      return newest.get() ?? undefined;
    },
    async countReached(since) {
      return count.get(since) ?? 0;
    },
    async findReachedAt(personKey) {
      return reached.get(personKey);
    },
    async findFirstReachedAt(since) {
      return first.get(since) ?? undefined;
    },
  };
}

export function createReachWriter(database: Database): ReachWriter {
  const saveInbound = database.prepare(
    `INSERT INTO inbound_times (person_key, channel_id, at) VALUES (?, ?, ?)
     ON CONFLICT (person_key, channel_id) DO UPDATE SET at = excluded.at WHERE excluded.at > at`,
  );
  // The one before is kept, for the case that this one fails.
  const save = database.prepare<[Beginning]>(
    `INSERT INTO reached (person_key, at, message_id) VALUES (@personKey, @at, @messageId)
     ON CONFLICT (person_key) DO UPDATE SET earlier_at = at, at = excluded.at, message_id = excluded.message_id
     WHERE excluded.at > at`,
  );
  const restore = database.prepare(
    `UPDATE reached SET at = earlier_at, earlier_at = NULL, message_id = ''
     WHERE message_id = ? AND earlier_at IS NOT NULL`,
  );
  const forget = database.prepare('DELETE FROM reached WHERE message_id = ?');
  return {
    async saveInboundTimes(times) {
      for (const { personKey, channelId, at } of times) saveInbound.run(personKey, channelId, at);
    },
    async saveBeginning(beginning) {
      save.run(beginning);
    },
    async forgetBeginnings(messageIds) {
      for (const messageId of messageIds) {
        if (restore.run(messageId).changes === 0) forget.run(messageId);
      }
    },
  };
}
