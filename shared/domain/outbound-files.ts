import { bareType } from './media-file-name.ts';

/** What a file is sent as. Stickers are not sent by consultants. */
export type OutboundKind = 'image' | 'video' | 'audio' | 'document';

/** Our limit: more at once is hardly meant, and each is a message of its own. */
export const MOST_FILES_AT_ONCE = 30;

const MEGABYTE = 1024 * 1024;

/** Source: Meta, media: what WhatsApp takes, and how large at most. */
const LIMITS: Readonly<Record<OutboundKind, { readonly bytes: number; readonly name: string }>> = {
  image: { bytes: 5 * MEGABYTE, name: 'A picture' },
  video: { bytes: 16 * MEGABYTE, name: 'A video' },
  audio: { bytes: 16 * MEGABYTE, name: 'A sound' },
  document: { bytes: 100 * MEGABYTE, name: 'A document' },
};

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const POWERPOINT = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';

const KINDS: ReadonlyMap<string, OutboundKind> = new Map([
  ['image/jpeg', 'image'],
  ['image/png', 'image'],
  ['video/mp4', 'video'],
  ['video/3gpp', 'video'],
  ['audio/aac', 'audio'],
  ['audio/amr', 'audio'],
  ['audio/mpeg', 'audio'],
  ['audio/mp4', 'audio'],
  ['audio/ogg', 'audio'],
  ['text/plain', 'document'],
  ['application/pdf', 'document'],
  ['application/msword', 'document'],
  [WORD, 'document'],
  ['application/vnd.ms-excel', 'document'],
  [EXCEL, 'document'],
  ['application/vnd.ms-powerpoint', 'document'],
  [POWERPOINT, 'document'],
]);

/** The systems disagree about types, and some know none: what a file is called decides. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['mp4', 'video/mp4'],
  ['3gp', 'video/3gpp'],
  ['aac', 'audio/aac'],
  ['amr', 'audio/amr'],
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['ogg', 'audio/ogg'],
  ['opus', 'audio/ogg'],
  ['txt', 'text/plain'],
  ['pdf', 'application/pdf'],
  ['doc', 'application/msword'],
  ['docx', WORD],
  ['xls', 'application/vnd.ms-excel'],
  ['xlsx', EXCEL],
  ['ppt', 'application/vnd.ms-powerpoint'],
  ['pptx', POWERPOINT],
]);

export type JudgedFile =
  | { readonly ok: true; readonly kind: OutboundKind; readonly mimeType: string }
  /** A sentence that says what is wrong and what to do. */
  | { readonly ok: false; readonly problem: string };

/** Whether WhatsApp takes a file, before anything is uploaded. */
export function judgeOutboundFile(file: {
  readonly fileName: string;
  readonly size: number;
  readonly mimeType?: string;
}): JudgedFile {
  const { fileName, size } = file;
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const mimeType = TYPES.get(extension) ?? bareType(file.mimeType ?? '');
  const kind = KINDS.get(mimeType);
  if (kind === undefined) {
    const what = extension === '' ? 'files without an extension' : `files of the kind .${extension}`;
    return {
      ok: false,
      problem: `WhatsApp does not take ${what}. Save it as a PDF, a Word, Excel or PowerPoint file, a JPEG or PNG picture, an MP4 video or an MP3, and attach that.`,
    };
  }
  if (size === 0) return { ok: false, problem: 'This file is empty.' };
  const limit = LIMITS[kind];
  if (size > limit.bytes) {
    const most = limit.bytes / MEGABYTE;
    const has = (Math.ceil((size * 10) / MEGABYTE) / 10).toFixed(1);
    const advice =
      kind === 'image' ? 'Make it smaller, or send it inside a PDF.' : 'Make it smaller and attach it again.';
    return {
      ok: false,
      problem: `${limit.name} may have ${most} MB on WhatsApp; this one has ${has} MB. ${advice}`,
    };
  }
  return { ok: true, kind, mimeType };
}
