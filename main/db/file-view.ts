import { findMediaContent, nameMediaFile } from '../../shared/domain/media-file-name.ts';
import type { FileView, MessageView } from '../../shared/ipc/views.ts';
import type { MediaFile } from '../../shared/protocol/events.ts';
import { readJson } from './handle.ts';
import type { StoredMessage } from './message-view.ts';

/** How far this computer is with a file; see local-media.ts. */
export type LocalFile = {
  readonly state: 'waiting' | 'here' | 'away' | 'expired' | 'failed';
  readonly problem: string | null;
  readonly size: number | null;
  /** Of a file that is to be sent: whether Meta does not have it yet, and what has delayed it. */
  readonly isUploading: 0 | 1;
  readonly uploadProblem: string | null;
};

type Stored = Pick<StoredMessage, 'at' | 'isInbound' | 'content' | 'file' | 'localFile' | 'filedOn'>;

/** Of a message with a file: what it is called, whether it is here, and else why not. */
export function describeFile(stored: Stored): Pick<MessageView, 'file'> {
  const content = findMediaContent(readJson(stored.content));
  if (content === undefined) return {};
  const atRelay = stored.file === null ? undefined : readJson(stored.file);
  const local = stored.localFile === null ? undefined : readJson(stored.localFile);
  const size = local?.size ?? atRelay?.size;
  const { media } = content;
  const filedOn = stored.filedOn === null ? [] : readJson(stored.filedOn);
  return {
    file: {
      fileName: nameMediaFile(content.type, media, stored.at),
      ...(size === undefined ? {} : { size }),
      ...(filedOn.length === 0 ? {} : { filedOn: [...filedOn] }),
      ...judge(stored, media.mediaId !== undefined, atRelay),
    },
  };
}

function judge(
  stored: Stored,
  hasMediaId: boolean,
  atRelay: MediaFile | undefined,
): Pick<FileView, 'state' | 'problem' | 'isUploading'> {
  if (stored.localFile !== null) {
    const { state, problem, isUploading, uploadProblem } = readJson(stored.localFile);
    if (isUploading === 1) {
      return { state, isUploading: true, ...(uploadProblem === null ? {} : { problem: uploadProblem }) };
    }
    return problem === null ? { state } : { state, problem };
  }
  if (atRelay !== undefined) {
    const { state, problem } = atRelay;
    if (state === 'ready') return { state: 'away' };
    return problem === undefined ? { state } : { state, problem };
  }
  if (stored.isInbound === 0)
    return { state: 'elsewhere', problem: 'Only the computer from which it was sent has it.' };
  return hasMediaId
    ? { state: 'elsewhere', problem: 'Only the computer of the colleague whose number it came to has it.' }
    : { state: 'failed', problem: 'WhatsApp did not pass the file on.' };
}
