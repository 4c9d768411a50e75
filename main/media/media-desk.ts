import { rm } from 'node:fs/promises';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '../../shared/domain/app-error.ts';
import type { MessageId } from '../../shared/domain/ids.ts';
import type { Changes } from '../db/change-tracker.ts';
import type { Database } from '../db/client.ts';
import type { MediaHere, MediaJob } from '../db/local-media.ts';
import type { OutboundFile } from '../db/send-file.ts';
import type { Log } from '../log.ts';
import type { Settled } from '../db/outbox.ts';
import type { UploadJob } from '../db/uploads.ts';
import { type Attachments, createAttachments } from './attachments.ts';
import { type NamedBytes, copyOut, copyToOpen, readAll } from './copy-out.ts';
import { startMediaFetcher } from './media-fetcher.ts';
import type { MediaSource } from './media-source.ts';
import { DamagedFileError, createMediaVault } from './media-vault.ts';
import type { UploadTarget } from './upload-target.ts';
import { startUploader } from './uploader.ts';
import { type MediaAnswer, serveMedia } from './serve-media.ts';

/** The files of a signed-in user. */
export type MediaDesk = {
  /** There may be something to fetch. */
  wake(): void;
  /** The relay can be reached again: nothing waits for its pause. */
  hurry(): void;
  /** The user asks for a file. False when it is not this computer's to fetch. */
  fetch(messageId: MessageId): Promise<boolean>;
  /** Throws `not-found` when the file is damaged. */
  serve(messageId: MessageId, rangeHeader: string | undefined, asBytes?: boolean): Promise<MediaAnswer>;
  /** Throws `not-found` when the file is not here. */
  getFileName(messageId: MessageId): Promise<string>;
  saveTo(messageId: MessageId, path: string): Promise<void>;
  /** Makes a copy for another program and answers its path. Throws `forbidden` for what could run. */
  copyToOpen(messageId: MessageId): Promise<string>;
  /** The bytes of a file that is here; undefined when it is not. Throws DamagedFileError while they are read. */
  find(messageId: MessageId): Promise<FoundFile | undefined>;
  /** Writes a copy of bytes that are not the file of a message here, for another program. */
  copyBytesToOpen(file: NamedBytes): Promise<string>;
  readonly attachments: Attachments;
  /** Also one that was attached before the last start. Undefined when it was sent or taken off. */
  findAttachment(attachmentId: string): Promise<OutboundFile | undefined>;
  discardAttachment(attachmentId: string): Promise<void>;
  wakeUploads(): void;
  /** The message of a file that is being uploaded is not sent. */
  stopUpload(messageId: MessageId): Promise<void>;
  /** Removes from the disk what no message here has any more. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
};

/** Of a file that is here. */
export type FoundFile = {
  readonly size: number;
  readonly mimeType: string;
  readonly body: AsyncIterable<Uint8Array>;
};

/** Enough for some thousand CVs and pictures. */
const BUDGET_BYTES = 2 * 1024 * 1024 * 1024;

export function openMediaDesk(options: {
  readonly db: Database;
  readonly folders: { readonly vault: string; readonly opened: string };
  readonly sources: Readonly<Record<MediaJob['source'], MediaSource>>;
  readonly targets: Readonly<Record<UploadJob['route'], UploadTarget>>;
  readonly onUploadSettled: (settled: Pick<Settled, 'changes' | 'mustPublish'>) => void;
  readonly budgetBytes?: number | undefined;
  readonly onChanges: (changes: Changes) => void;
  readonly onProgress: (messageId: MessageId, received: number, total: number | undefined) => void;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: Log;
}): MediaDesk {
  const { db, folders, now } = options;
  const vault = createMediaVault(folders.vault);
  const fetcher = startMediaFetcher({
    ...options,
    vault,
    budgetBytes: options.budgetBytes ?? BUDGET_BYTES,
    createId: uuidv7,
  });
  const attachments = createAttachments(vault, now);
  const uploader = startUploader({ ...options, vault, onSettled: options.onUploadSettled });
  const empty = () => rm(folders.opened, { recursive: true, force: true });
  void empty().catch((error: unknown) =>
    options.log.warn('copies were left behind', { message: String(error) }),
  );

  const get = async (messageId: MessageId): Promise<MediaHere> => {
    const here = await db.useMedia({ messageId, now: now() });
    if (here === undefined) throw new AppError('not-found', 'The file is not on this computer.');
    return here;
  };
  const lose = async (messageId: MessageId) => {
    options.log.error('a file here is damaged and is fetched again');
    options.onChanges(await db.loseMedia({ messageId }));
    fetcher.wake();
  };
  async function* watch(messageId: MessageId, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      if (error instanceof DamagedFileError) await lose(messageId);
      throw error;
    }
  }
  /** What cannot be read is fetched again, and the user is told so. */
  const guard = async <Value>(messageId: MessageId, work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error;
      await lose(messageId);
      throw new AppError('not-found', 'The file on this computer was damaged. It is being fetched again.', {
        retryable: true,
      });
    }
  };
  return {
    wake: fetcher.wake,
    hurry() {
      void db.hurryMedia().then(fetcher.wake, () => undefined);
      void db.hurryUploads().then(uploader.wake, () => undefined);
    },
    async fetch(messageId) {
      const { isKnown, changes } = await db.askForMedia({ messageId });
      options.onChanges(changes);
      fetcher.wake();
      return isKnown;
    },
    async serve(messageId, rangeHeader, asBytes) {
      const here = await db.useMedia({ messageId, now: now() });
      const answer = await guard(messageId, () => serveMedia(here, vault, rangeHeader, asBytes));
      return answer.body === undefined ? answer : { ...answer, body: watch(messageId, answer.body) };
    },
    getFileName: async (messageId) => (await get(messageId)).fileName,
    async saveTo(messageId, path) {
      const here = await get(messageId);
      await guard(messageId, async () => copyOut(await readAll(here, vault), path, process.platform));
    },
    async copyToOpen(messageId) {
      const here = await get(messageId);
      return guard(messageId, async () => {
        const bytes = await readAll(here, vault);
        return copyToOpen({ ...here, folder: messageId, bytes }, folders.opened, process.platform);
      });
    },
    async find(messageId) {
      const here = await db.useMedia({ messageId, now: now() });
      if (here === undefined) return undefined;
      const { size, mimeType } = here;
      const body = await guard(messageId, () => vault.read(here, size, { start: 0, end: size - 1 }));
      return { size, mimeType, body: watch(messageId, body) };
    },
    copyBytesToOpen: (file) => copyToOpen(file, folders.opened, process.platform),
    attachments,
    findAttachment: async (attachmentId) =>
      attachments.find(attachmentId) ?? (await db.findDraftFile({ attachmentId })),
    async discardAttachment(attachmentId) {
      await attachments.discard(attachmentId);
      if (await db.deleteDraftFile({ attachmentId })) await vault.delete(attachmentId);
    },
    wakeUploads: uploader.wake,
    async stopUpload(messageId) {
      uploader.abort(messageId);
      const outcome = { kind: 'refused', problem: 'You have stopped it.' } as const;
      options.onUploadSettled(await db.settleUpload({ messageId, outcome, now: now() }));
    },
    async sweep() {
      const staged = new Set(attachments.listObjectIds());
      const objectIds = (await vault.listObjectIds()).filter((id) => !staged.has(id));
      for (const id of await db.findStrayObjects({ objectIds })) await vault.delete(id);
    },
    async stop() {
      await Promise.all([fetcher.stop(), uploader.stop()]);
      await empty().catch(() => undefined);
    },
  };
}
