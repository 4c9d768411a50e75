import { AppError } from '../../shared/domain/app-error.ts';
import type { MessageId, RecordId, UserId } from '../../shared/domain/ids.ts';
import { type FileOnRecord, type RecordFile, recordFileSchema } from '../../shared/protocol/record-files.ts';
import type { RelayContext } from '../context.ts';
import { getVisibleThread } from '../conversations/get-visible-thread.ts';
import { mediaKey, recordFileKey, recordFilesPrefix } from '../ingest/keys.ts';
import type { MediaState } from '../log/media-log.ts';
import type { LogReader, LogTransaction, NewEntry } from '../log/relay-log.ts';
import { end } from '../media/decide-next.ts';
import { findRecord } from './record-entries.ts';

type Place = { readonly recordId: RecordId; readonly messageId: MessageId };
type FilingContext = Pick<RelayContext, 'log' | 'now'>;

/**
 * Puts the file of a message on a record, by a consultant's word, or gives it another name there. From here on the relay
 * keeps its bytes whatever their age. Throws AppError `not-found` for a message that the user does not see and for a record
 * that is not there.
 */
export async function fileOnRecord(
  { log, now }: FilingContext,
  { recordId, messageId }: Place,
  request: FileOnRecord & { readonly userId: UserId },
): Promise<{ readonly entry: RecordFile; readonly hasBytes: boolean }> {
  return log.write(async (transaction) => {
    const thread = await getVisibleThread(transaction, request.conversationId, request.userId);
    if ((await findRecord(transaction, recordId)) === undefined) {
      throw new AppError('not-found', 'This record is not there any more.');
    }
    const media = await transaction.findMedia(messageId);
    if (!(await isOfThread(transaction, messageId, thread.id, media))) {
      throw new AppError('not-found', 'The relay knows no such message in this conversation.');
    }
    const { name, mimeType, size, sha256, userId } = request;
    const before = await findRecordFile(transaction, { recordId, messageId });
    const { filedBy, filedAt } = before?.file ?? { filedBy: userId, filedAt: now() };
    const { id: conversationId, personKey } = thread;
    // What the relay has itself counts more than what a desktop says of it.
    const content = media?.objectId === undefined ? { size, sha256 } : pickContent(media, { size, sha256 });
    const file = { conversationId, personKey, name, mimeType, ...content, filedBy, filedAt };
    const entry: RecordFile = { recordId, messageId, file };
    await transaction.append([newEntry(entry, now())]);
    if (media !== undefined) await transaction.saveMedia([keepFor(media, recordId)]);
    return { entry, hasBytes: media?.objectId !== undefined };
  });
}

/** Takes a file off a record, whoever put it there; every consultant may. Its bytes age from here on like any other's. */
export async function takeOffRecord(context: FilingContext, place: Place): Promise<RecordFile> {
  return context.log.write(async (transaction) => {
    const { recordId, messageId } = place;
    if ((await findRecordFile(transaction, place))?.file !== undefined) {
      await removeFilings(transaction, [{ recordId, messageId }], context.now());
    }
    return { recordId, messageId };
  });
}

/** Within a transaction: the record is erased, and what was filed on it is not on it any more. */
export async function forgetRecordFiles(
  transaction: LogTransaction,
  recordId: RecordId,
  at: number,
): Promise<void> {
  const current = await transaction.listCurrent(recordFilesPrefix(recordId));
  const filed = current
    .map(({ body }) => recordFileSchema.parse(body))
    .filter(({ file }) => file !== undefined);
  await removeFilings(transaction, filed, at);
}

export async function findRecordFile(
  log: LogReader,
  { recordId, messageId }: Place,
): Promise<RecordFile | undefined> {
  const key = recordFileKey(recordId, messageId);
  return recordFileSchema.safeParse((await log.findCurrent([key])).get(key)?.body).data;
}

async function removeFilings(
  transaction: LogTransaction,
  places: readonly Place[],
  at: number,
): Promise<void> {
  await transaction.append(places.map(({ recordId, messageId }) => newEntry({ recordId, messageId }, at)));
  for (const { recordId, messageId } of places) {
    const media = await transaction.findMedia(messageId);
    if (media !== undefined) await transaction.saveMedia([await letGoOf(transaction, media, recordId, at)]);
  }
}

/** A file whose message has been removed because of its age was here for its records alone; the sweep deletes its bytes. */
async function letGoOf(
  transaction: LogTransaction,
  media: MediaState,
  recordId: RecordId,
  at: number,
): Promise<MediaState> {
  const keptFor = (media.keptFor ?? []).filter((id) => id !== recordId);
  const key = mediaKey(media.file.messageId);
  const isTold = (await transaction.findCurrent([key])).has(key);
  if (keptFor.length > 0 || isTold) return { ...media, keptFor };
  return { ...end(media, 'expired', 'Its message was removed because of its age.', at), keptFor };
}

export function keepFor(media: MediaState, recordId: RecordId): MediaState {
  return { ...media, keptFor: [...new Set([...(media.keptFor ?? []), recordId])] };
}

function pickContent(
  { file }: MediaState,
  said: { readonly size: number; readonly sha256: string },
): { readonly size: number; readonly sha256: string } {
  return { size: file.size ?? said.size, sha256: file.sha256 ?? said.sha256 };
}

async function isOfThread(
  transaction: LogTransaction,
  messageId: MessageId,
  conversationId: string,
  media: MediaState | undefined,
): Promise<boolean> {
  if (media !== undefined) return media.file.conversationId === conversationId;
  const [sent] = await transaction.findOutbound({ messageIds: [messageId], wamids: [] });
  if (sent !== undefined) return sent.conversationId === conversationId;
  const id = `received:${messageId}`;
  return (await transaction.findConversationsOfEntries([id])).get(id) === conversationId;
}

function newEntry(body: RecordFile, at: number): NewEntry {
  const key = recordFileKey(body.recordId, body.messageId);
  const personKey = body.file?.personKey;
  return {
    id: key,
    kind: 'record.file',
    at,
    body,
    compactionKey: key,
    ...(personKey === undefined ? {} : { personKey }),
  };
}
