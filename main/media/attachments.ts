import { v7 as uuidv7 } from 'uuid';
import { nameMediaFile } from '../../shared/domain/media-file-name.ts';
import { judgeOutboundFile } from '../../shared/domain/outbound-files.ts';
import type { StagedFile } from '../../shared/ipc/views.ts';
import type { OutboundFile } from '../db/send-file.ts';
import { MAX_MEDIA_BYTES } from './fetch-media.ts';
import { createFileKey } from './media-cipher.ts';
import type { MediaVault } from './media-vault.ts';

/**
 * Files that the user has attached since the start and not sent yet. They lie encrypted with the others; those of a tray
 * are kept past the end of the app (main/db/draft-trays.ts), the others go.
 */
export type Attachments = {
  /** Takes a file from the window. One that WhatsApp does not take is not kept, and the answer says why. */
  stage(file: {
    readonly fileName: string;
    readonly mimeType: string;
    readonly body: AsyncIterable<Uint8Array>;
  }): Promise<StagedFile>;
  find(attachmentId: string): OutboundFile | undefined;
  /** It was sent: its message has it now. */
  release(attachmentId: string): void;
  discard(attachmentId: string): Promise<void>;
  listObjectIds(): readonly string[];
};

export function createAttachments(vault: MediaVault, now: () => number): Attachments {
  const staged = new Map<string, OutboundFile>();
  return {
    async stage({ fileName: given, mimeType: claimed, body }) {
      const object = { objectId: uuidv7(), fileKey: createFileKey() };
      const fileName = nameMediaFile('document', { mimeType: claimed, fileName: given }, now());
      // Known to the sweep from the first byte on.
      const placeholder = {
        ...object,
        kind: 'document',
        fileName,
        mimeType: claimed,
        size: 0,
        sha256: '',
      } as const;
      staged.set(object.objectId, placeholder);
      const refuse = async (problem: string): Promise<StagedFile> => {
        staged.delete(object.objectId);
        await vault.delete(object.objectId);
        return { ok: false, fileName, problem };
      };
      const part = await vault.openPart(object);
      try {
        let size = 0;
        for await (const chunk of body) {
          size += chunk.length;
          if (size > MAX_MEDIA_BYTES) break;
          await part.write(chunk);
        }
        const judged = judgeOutboundFile({ fileName, size, mimeType: claimed });
        if (!judged.ok) return await refuse(judged.problem);
        const { sha256 } = await part.finish();
        const { kind, mimeType } = judged;
        staged.set(object.objectId, { ...object, kind, fileName, mimeType, size, sha256 });
        return { ok: true, attachmentId: object.objectId, kind, fileName, mimeType, size };
      } catch {
        return await refuse('The file could not be read. Close it in other programs and attach it again.');
      } finally {
        await part.close();
      }
    },
    find(attachmentId) {
      const file = staged.get(attachmentId);
      return file === undefined || file.sha256 === '' ? undefined : file;
    },
    release(attachmentId) {
      staged.delete(attachmentId);
    },
    async discard(attachmentId) {
      if (staged.delete(attachmentId)) await vault.delete(attachmentId);
    },
    listObjectIds: () => [...staged.keys()],
  };
}
