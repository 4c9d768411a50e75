import { onTestFinished } from 'vitest';
import { applyBatch } from '../../../main/db/apply-batch.ts';
import { getCursor } from '../../../main/db/cursor.ts';
import { type WriteHandle, listRows } from '../../../main/db/handle.ts';
import { openDatabase } from '../../../main/db/open-database.ts';
import { setUser } from '../../../main/db/users.ts';
import { eventsResponseSchema } from '../../../shared/protocol/http.ts';
import type { Desktop } from './relay-harness.ts';

/** What a desktop shows; the places in the log at which rows were written last differ with how often one has read. */
const SHOWN = {
  conversations: '*',
  messages:
    'id, conversation_id, sort_key, at, is_inbound, counts_unread, consultant_user_id, type, content, text, status, failure, failure_at, wamid, quoted_wamid, retry_of, (SELECT json_group_array(key || value) FROM (SELECT key, value FROM json_each(status_times) ORDER BY key)) AS times',
  media_files: '*',
  people: '*',
  person_identities: '*',
  consents: '*',
  records: 'id, data',
  channels: 'id, data',
  users: '*',
  unprojected_events: '*',
};

/** The database of a desktop that reads the log when it is told to, and never forgets by itself. */
export function openDesktopDatabase(desktop: Desktop) {
  const db: WriteHandle = openDatabase({ path: ':memory:', key: undefined });
  onTestFinished(() => {
    db.close();
  });
  setUser(db, desktop.user);
  return {
    db,
    async catchUp(limit = 1_000) {
      for (;;) {
        const after = getCursor(db);
        const { json } = await desktop.call('GET', `/v1/events?after=${after}&limit=${limit}`);
        const { events, cursor } = eventsResponseSchema.parse(json);
        if (cursor === after) return;
        applyBatch(db, { events, cursor, now: 1, myUserId: desktop.user.id });
      }
    },
    show: () =>
      Object.fromEntries(
        Object.entries(SHOWN).map(([table, columns]) => [
          table,
          listRows<Record<string, unknown>>(db, `SELECT ${columns} FROM ${table}`)
            .map((row) => JSON.stringify(row))
            .sort(),
        ]),
      ),
  };
}
