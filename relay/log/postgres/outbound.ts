import type { LogReader, LogTransaction } from '../relay-log.ts';
import type { Sql } from './sql.ts';
import { type OutboundRow, toOutbound } from '../rows/outbound-row.ts';

/* The casts in this file bring back the brands of values that only this file's writer stored. */

export function createOutboundReader(sql: Sql): Pick<LogReader, 'findOutbound'> {
  return {
    async findOutbound({ wamids, messageIds }) {
      if (wamids.length === 0 && messageIds.length === 0) return [];
      const rows = await sql<OutboundRow>(
        'SELECT * FROM outbound WHERE wamid = ANY ($1) OR message_id = ANY ($2)',
        [wamids, messageIds],
      );
      return rows.map(toOutbound);
    },
  };
}

export function createOutboundWriter(sql: Sql): Pick<LogTransaction, 'saveOutbound'> {
  return {
    async saveOutbound(messages) {
      if (messages.length === 0) return;
      const rows = [...new Map(messages.map((message) => [message.messageId, message])).values()];
      await sql(
        `INSERT INTO outbound (message_id, wamid, conversation_id, person_key, channel_id, consultant_user_id, status, at, reports)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[])
         ON CONFLICT (message_id) DO UPDATE SET wamid = excluded.wamid, status = excluded.status, reports = excluded.reports`,
        [
          rows.map((row) => row.messageId),
          rows.map((row) => row.wamid ?? null),
          rows.map((row) => row.conversationId),
          rows.map((row) => row.personKey),
          rows.map((row) => row.channelId),
          rows.map((row) => row.consultantUserId),
          rows.map((row) => row.status),
          rows.map((row) => row.at),
          rows.map((row) => JSON.stringify(row.reports)),
        ],
      );
      await sql(
        `UPDATE threads SET last_sent_at = greatest(removed_sent_at, (
           SELECT max(at) FROM outbound WHERE outbound.conversation_id = threads.conversation_id AND status <> 'failed'
         )) WHERE conversation_id = ANY ($1)`,
        [rows.map((row) => row.conversationId)],
      );
    },
  };
}
