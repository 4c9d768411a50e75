import { mediaKey } from '../ingest/keys.ts';
import type { MediaState } from '../log/media-log.ts';
import type { LogTransaction } from '../log/relay-log.ts';

/** Keeps a file's state and tells the desktops. */
export async function saveChangedMedia(transaction: LogTransaction, media: MediaState): Promise<void> {
  await transaction.saveMedia([media]);
  const { messageId, conversationId, personKey, channelId, at } = media.file;
  const key = mediaKey(messageId);
  const place = { conversationId, personKey, channelId };
  await transaction.append([
    { id: key, kind: 'media.changed', at, body: media.file, compactionKey: key, ...place },
  ]);
}
