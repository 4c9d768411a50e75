import { createHash } from 'node:crypto';
import { AppError } from '../../shared/domain/app-error.ts';
import type { MessageId, RecordId } from '../../shared/domain/ids.ts';
import type { FiledFile } from '../../shared/protocol/record-files.ts';
import type { RelayContext } from '../context.ts';
import type { MediaState } from '../log/media-log.ts';
import { findRecordFile, keepFor } from './record-files.ts';

/**
 * Keeps the bytes of a file that was filed and that only a desktop has: one of an own number, or one that the relay has let
 * go of. Throws AppError `invalid-input` where they are not the file that was filed, `not-found` where none was.
 */
export async function keepRecordFile(
  context: Pick<RelayContext, 'log' | 'media' | 'now'>,
  place: { readonly recordId: RecordId; readonly messageId: MessageId },
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  const filed = (await findRecordFile(context.log, place))?.file;
  if (filed === undefined) throw new AppError('not-found', 'This file is not on the record any more.');
  const seen = { size: 0, hash: createHash('sha256') };
  const objectId = await context.media.write(watch(bytes, filed.size, seen));
  const isSame = seen.size === filed.size && seen.hash.digest('hex') === filed.sha256;
  const isKept = isSame && (await save(context, place, filed, objectId));
  if (!isKept) await context.media.delete(objectId);
  if (!isSame) throw new AppError('invalid-input', 'These bytes are not the file that was filed.');
}

async function* watch(
  bytes: AsyncIterable<Uint8Array>,
  most: number,
  seen: { size: number; readonly hash: ReturnType<typeof createHash> },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    seen.size += chunk.length;
    if (seen.size > most) return;
    seen.hash.update(chunk);
    yield chunk;
  }
}

/** False where somebody else was faster, or where the file was taken off meanwhile. */
async function save(
  { log, now }: Pick<RelayContext, 'log' | 'now'>,
  { recordId, messageId }: { readonly recordId: RecordId; readonly messageId: MessageId },
  filed: FiledFile,
  objectId: string,
): Promise<boolean> {
  return log.write(async (transaction) => {
    const before = await transaction.findMedia(messageId);
    const isFiled = (await findRecordFile(transaction, { recordId, messageId }))?.file !== undefined;
    if (!isFiled || before?.objectId !== undefined) return false;
    const [thread] = await transaction.findThreadsById([filed.conversationId]);
    if (thread === undefined) return false;
    const fresh: MediaState = {
      file: {
        messageId,
        conversationId: thread.id,
        personKey: thread.personKey,
        channelId: thread.channelId,
        state: 'ready',
        fileName: filed.name,
        mimeType: filed.mimeType,
        at: now(),
      },
      mediaId: '',
      url: undefined,
      expectedSha256: undefined,
      receivedAt: now(),
      attempts: 0,
      dueAt: 0,
      objectId,
    };
    const { problem: _past, ...file } = (before ?? fresh).file;
    const { size, sha256 } = filed;
    const whole = {
      ...(before ?? fresh),
      objectId,
      file: { ...file, state: 'ready' as const, size, sha256 },
    };
    await transaction.saveMedia([keepFor(whole, recordId)]);
    return true;
  });
}
