import type { ChannelId } from '../../shared/domain/ids.ts';
import { findMediaContent } from '../../shared/domain/media-file-name.ts';
import type { MediaFile, ReceivedMessage, SentMessage } from '../../shared/protocol/events.ts';
import { type WriteHandle, findRow, runSql } from './handle.ts';
import type { Projection } from './projection.ts';

const INSERT = `
  INSERT INTO local_media (message_id, conversation_id, source, at, state)
  VALUES (:messageId, :conversationId, :source, :at, 'waiting')
  ON CONFLICT (message_id) DO UPDATE SET state = 'waiting', source = :source, attempts = 0, due_at = 0, problem = NULL
    WHERE state IN ('expired', 'failed') OR (state <> 'here' AND source <> :source)`;

/* What was sent from here can make room from now on, and come back. */
const COME_BACK = `
  UPDATE local_media SET source = 'relay' WHERE message_id = :messageId AND source = 'sent' AND state = 'here'`;

const IS_MY_CHANNEL = `SELECT 1 FROM channels WHERE id = :channelId AND kind = 'own' AND owner_user_id = :me`;

/** A file came to the user's own number, or was sent on it from another desktop of theirs: nobody else has the token, so it is fetched here. */
export function noteOwnFile({ db, myUserId }: Projection, message: ReceivedMessage | SentMessage): void {
  if (findMediaContent(message.content)?.media.mediaId === undefined) return;
  const { messageId, conversationId, channelId, at } = message;
  const params = { channelId, me: myUserId ?? '' };
  if (findRow(db, IS_MY_CHANNEL, params) === undefined) return;
  runSql(db, INSERT, { messageId, conversationId, at, source: 'meta' });
}

/** The relay has said how far it is with a file. Once it has it, it is fetched; when it will not come, nothing waits. */
export function noteRelayFile(db: WriteHandle, { messageId, conversationId, state, at }: MediaFile): void {
  if (state === 'ready') {
    runSql(db, INSERT, { messageId, conversationId, at, source: 'relay' });
    runSql(db, COME_BACK, { messageId });
    return;
  }
  // What is here stays here, whatever the relay has lost.
  const sql = `DELETE FROM local_media WHERE message_id = :messageId AND state <> 'here'`;
  runSql(db, sql, { messageId });
}

const INSERT_OF_CHANNEL = `
  INSERT OR IGNORE INTO local_media (message_id, conversation_id, source, at, state)
  SELECT m.id, m.conversation_id, 'meta', m.at, 'waiting'
  FROM conversations c CROSS JOIN messages m ON m.conversation_id = c.id
  WHERE c.channel_id = :channelId AND m.is_inbound = 1 AND m.content ->> '$.media.mediaId' IS NOT NULL`;

/** A number turned out to be the user's own: files that came to it before that was known are fetched too. */
export function noteFilesOfChannel(db: WriteHandle, channelId: ChannelId): void {
  runSql(db, INSERT_OF_CHANNEL, { channelId });
}
