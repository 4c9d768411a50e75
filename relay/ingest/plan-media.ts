import type { UserId } from '../../shared/domain/ids.ts';
import { findMediaContent, nameMediaFile } from '../../shared/domain/media-file-name.ts';
import type { Channel, MediaFile, ReceivedMessage } from '../../shared/protocol/events.ts';
import type { InboundItem } from '../../shared/whatsapp/webhook.ts';
import { channelKey, mediaKey } from './keys.ts';
import { type WorkingSet, setCurrent } from './working-set.ts';

/**
 * A file that came with a message is fetched at once: Meta's link lives five minutes and its id seven days. On a user's
 * own number only that user's desktop has the token, so it is theirs to fetch.
 */
export function planMedia(
  set: WorkingSet,
  item: InboundItem,
  message: ReceivedMessage,
  ownerUserId: UserId | undefined,
  receivedAt: number,
): void {
  const content = findMediaContent(message.content);
  const mediaId = content?.media.mediaId;
  if (content === undefined || mediaId === undefined) return;
  // Written by us under this key as a Channel; unknown until Meta has been asked about the company's number.
  const channel = set.current.get(channelKey(message.channelId))?.body as Channel | undefined;
  if (channel?.kind === 'own') return;
  const { messageId, conversationId, personKey, channelId } = message;
  const place = { conversationId, personKey, channelId };
  const file: MediaFile = {
    messageId,
    ...place,
    state: 'waiting',
    fileName: nameMediaFile(content.type, content.media, message.at),
    mimeType: content.media.mimeType,
    at: receivedAt,
  };
  set.changes.media.push({
    file,
    mediaId,
    url: item.mediaUrl,
    expectedSha256: content.media.sha256,
    receivedAt,
    attempts: 0,
    dueAt: receivedAt,
    objectId: undefined,
  });
  setCurrent(
    set,
    { kind: 'media.changed', at: receivedAt, body: file, ...place, ownerUserId },
    mediaKey(messageId),
  );
}
