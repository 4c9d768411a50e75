import type { UserId } from '../../shared/domain/ids.ts';
import { type MediaContent, findMediaContent, nameMediaFile } from '../../shared/domain/media-file-name.ts';
import type { Channel, MediaFile, ReceivedMessage, SentMessage } from '../../shared/protocol/events.ts';
import type { InboundItem } from '../../shared/whatsapp/webhook.ts';
import type { MediaState } from '../log/media-log.ts';
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
  push(set, message, content, {
    mediaId,
    url: item.mediaUrl,
    expectedSha256: content.media.sha256,
    receivedAt,
    ownerUserId,
  });
}

/** Meta's ids are numbers. A desktop names this one, and it becomes part of an address. */
const MEDIA_ID = /^\d{1,32}$/;

/**
 * A file that a consultant sent on the company's number is fetched back from Meta, so that colleagues have it too. What
 * the desktop says of its bytes is not asked for: what Meta hands out is what the person got.
 */
export function planSentMedia(set: WorkingSet, message: SentMessage, now: number): void {
  const content = findMediaContent(message.content);
  const mediaId = content?.media.mediaId;
  if (content === undefined || mediaId === undefined || !MEDIA_ID.test(mediaId)) return;
  const ownerUserId = message.consultantUserId;
  push(set, message, content, {
    mediaId,
    url: undefined,
    expectedSha256: undefined,
    receivedAt: now,
    ownerUserId,
  });
}

function push(
  set: WorkingSet,
  { messageId, conversationId, personKey, channelId, at }: ReceivedMessage | SentMessage,
  { type, media }: MediaContent,
  from: Pick<MediaState, 'mediaId' | 'url' | 'expectedSha256' | 'receivedAt'> & {
    readonly ownerUserId: UserId | undefined;
  },
): void {
  const { ownerUserId, ...origin } = from;
  const { receivedAt } = origin;
  const place = { conversationId, personKey, channelId };
  const file: MediaFile = {
    messageId,
    ...place,
    state: 'waiting',
    fileName: nameMediaFile(type, media, at),
    mimeType: media.mimeType,
    at: receivedAt,
  };
  set.changes.media.push({ file, ...origin, attempts: 0, dueAt: receivedAt, objectId: undefined });
  setCurrent(
    set,
    { kind: 'media.changed', at: receivedAt, body: file, ...place, ownerUserId },
    mediaKey(messageId),
  );
}
