import type { MessageId, RecordId } from '../../shared/domain/ids.ts';
import type { MediaFile } from '../../shared/protocol/events.ts';

/** A file of the company's number, and how far the relay is with fetching and keeping it. */
export type MediaState = {
  readonly file: MediaFile;
  /** Meta's id of it, good for seven days; of a file that was sent, for thirty. */
  readonly mediaId: string;
  /** Where the webhook said that it is, if one did; good for five minutes. */
  readonly url: string | undefined;
  /** As Meta wrote it, hex or base64. */
  readonly expectedSha256: string | undefined;
  readonly receivedAt: number;
  /** How often it was tried in vain. */
  readonly attempts: number;
  /** When it is tried next; matters only while `waiting`. */
  readonly dueAt: number;
  /** Under which the MediaStore has its bytes; when ready. */
  readonly objectId: string | undefined;
  /** On which records it is filed: while there is one, neither age nor want of room removes it. */
  readonly keptFor?: readonly RecordId[] | undefined;
};

/** As the index of files has it: `kept` is ready, and out of the reach of every clean-up. */
export function indexedState({ file, keptFor = [] }: MediaState): MediaFile['state'] | 'kept' {
  return file.state === 'ready' && keptFor.length > 0 ? 'kept' : file.state;
}

export type MediaReader = {
  findMedia(messageId: MessageId): Promise<MediaState | undefined>;
  /** When the next waiting file is due. */
  findNextMediaDueAt(): Promise<number | undefined>;
  /** Files that are ready, the oldest first. */
  listReadyMedia(limit: number): Promise<readonly MediaState[]>;
  /** Bytes of all files that are ready. */
  measureMedia(): Promise<number>;
  /** Which of these objects of the MediaStore belong to a file. */
  findMediaObjects(objectIds: readonly string[]): Promise<ReadonlySet<string>>;
};

export type MediaWriter = {
  saveMedia(media: readonly MediaState[]): Promise<void>;
  /** Takes the waiting file that is due longest, and puts it off until `until`: nobody else takes it before. */
  claimMedia(now: number, until: number): Promise<MediaState | undefined>;
};
