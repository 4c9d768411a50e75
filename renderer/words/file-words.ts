import type { MessageId } from '../../shared/domain/ids.ts';
import { findMediaContent } from '../../shared/domain/media-file-name.ts';
import { findShownAs } from '../../shared/domain/media-types.ts';
import type { FileView, MessageView } from '../../shared/ipc/views.ts';

type Progress = { readonly received: number; readonly total: number | undefined };

/** Where main hands out the file of a message. */
export function urlOfFile(messageId: MessageId): string {
  return `/media/${encodeURIComponent(messageId)}`;
}

/** What the player calls the sound of a message. */
export function nameSound({ isVoiceNote }: { readonly isVoiceNote: boolean }): string {
  return isVoiceNote ? 'voice message' : 'audio';
}

/** "12 KB", "2.3 MB": in steps of 1,024, as people see it beside their files. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes} bytes`;
  const kilobytes = bytes / 1_024;
  if (kilobytes < 1_000) return `${Math.round(kilobytes)} KB`;
  const megabytes = kilobytes / 1_024;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}

/** How much of a file has arrived, in hundredths; undefined where nobody knows how much it will be. */
export function percentOf({ received, total }: Progress): number | undefined {
  if (total === undefined || total === 0) return undefined;
  return Math.min(100, Math.floor((received * 100) / total));
}

/** Why a file is not here, and what becomes of it; undefined when it is here. */
export function describeAbsence(
  file: FileView,
  progress: Progress | undefined,
  personName: string | undefined,
): string | undefined {
  switch (file.state) {
    case 'here':
      return undefined;
    case 'waiting':
      if (file.problem !== undefined) return `${file.problem} It is tried again by itself.`;
      return progress === undefined ? 'Waiting to be fetched…' : describeProgress(progress);
    case 'away':
      return 'Not on this computer. The relay has it.';
    case 'elsewhere':
      return file.problem ?? 'Another computer has it.';
    case 'expired':
    case 'failed':
      return [file.problem, personName === undefined ? undefined : `Ask ${personName} to send it again.`]
        .filter(Boolean)
        .join(' ');
  }
}

/** How far a file is on its way to WhatsApp. */
export function describeUpload(file: FileView, percent: number | undefined): string {
  if (file.problem !== undefined) return `${file.problem} It is tried again by itself.`;
  return percent === undefined ? 'Waiting to be uploaded…' : `Uploading… ${percent} %`;
}

function describeProgress(progress: Progress): string {
  const percent = percentOf(progress);
  return percent === undefined ? `Fetching… ${formatBytes(progress.received)}` : `Fetching… ${percent} %`;
}

/** What the user can do about a file that is not here; undefined where there is nothing. */
export function nameFetchAction(file: FileView): string | undefined {
  switch (file.state) {
    case 'away':
      return 'Download';
    case 'waiting':
      return file.problem === undefined ? undefined : 'Try now';
    case 'expired':
    case 'failed':
      return 'Try again';
    case 'here':
    case 'elsewhere':
      return undefined;
  }
}

/** "1:05", for a player. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–:––';
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Whether a file can be put on a record: it is here, or the relay has it, and WhatsApp has it where it is sent. */
export function canBeFiled(file: FileView | undefined): boolean {
  return (file?.state === 'here' || file?.state === 'away') && file.isUploading !== true;
}

/** Whether a message shows a picture, where its file is here. */
export function isPicture({ content }: Pick<MessageView, 'content'>): boolean {
  const shown = findMediaContent(content);
  if (shown?.type !== 'image' && shown?.type !== 'sticker') return false;
  return findShownAs(shown.media.mimeType) === 'image';
}
