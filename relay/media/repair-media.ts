import { AppError } from '../../shared/domain/app-error.ts';
import type { MessageId } from '../../shared/domain/ids.ts';
import type { MediaFile } from '../../shared/protocol/events.ts';
import type { RelayContext } from '../context.ts';
import type { MediaState } from '../log/media-log.ts';
import { META_KEEPS_MS, end } from './decide-next.ts';
import { saveChangedMedia } from './save-media.ts';

/** Fetches a file again at once that is not here, on a user's word. One that is ready stays. Throws AppError `not-found`. */
export async function retryMedia(context: RelayContext, messageId: MessageId): Promise<MediaFile> {
  return change(context, messageId, (media, now) =>
    media.file.state === 'ready' ? media : waitAgain(media, now),
  );
}

/** The store has lost the bytes of a file: it is fetched again while Meta keeps it. */
export async function reportLostMedia(context: RelayContext, messageId: MessageId): Promise<MediaFile> {
  context.logger.error('a file has vanished from the media store');
  return change(context, messageId, (media, now) => {
    const isAtMeta = now - media.receivedAt < META_KEEPS_MS;
    return isAtMeta ? waitAgain(media, now) : end(media, 'expired', 'The relay has lost it.', now);
  });
}

function waitAgain(media: MediaState, now: number): MediaState {
  const { size: _none, sha256: _neither, problem: _past, ...file } = media.file;
  return {
    ...media,
    objectId: undefined,
    url: undefined,
    attempts: 0,
    dueAt: now,
    file: { ...file, state: 'waiting', at: now },
  };
}

async function change(
  { log, now }: RelayContext,
  messageId: MessageId,
  decide: (media: MediaState, now: number) => MediaState,
): Promise<MediaFile> {
  return log.write(async (transaction) => {
    const media = await transaction.findMedia(messageId);
    if (media === undefined) throw new AppError('not-found', 'The relay has no file of such a message.');
    const changed = decide(media, now());
    if (changed !== media) await saveChangedMedia(transaction, changed);
    return changed.file;
  });
}
