import { lookUp } from './look-up.ts';
import type { MessageContent } from './message-content.ts';

export type MediaContent = Extract<MessageContent, { readonly media: unknown }>;
export type MediaKind = MediaContent['type'];

/** The file of a message, if it has one; that of a template's header as what it would be by itself. */
export function findMediaContent(content: MessageContent): MediaContent | undefined {
  if (content.type === 'template') return content.media && { type: content.media.kind, media: content.media };
  return 'media' in content ? content : undefined;
}

const LONGEST_NAME = 120;
const NAMES: Readonly<Record<MediaKind, string>> = {
  image: 'Photo',
  video: 'Video',
  audio: 'Audio',
  document: 'Document',
  sticker: 'Sticker',
};
/** What people send; anything else keeps the name that it came with. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/rtf': 'rtf',
  'application/zip': 'zip',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
};

/**
 * The name under which a file is saved: the one it was sent with, made safe for every file system, else one that says
 * what it is and when it came. `at` is epoch ms, written in UTC. Never empty, never a path, never longer than 120 characters.
 */
export function nameMediaFile(
  kind: MediaKind,
  media: { readonly mimeType: string; readonly fileName?: string | undefined },
  at: number,
): string {
  const extension = lookUp(EXTENSIONS, bareType(media.mimeType));
  const given = cleanName(media.fileName ?? '');
  // Some senders' programs name a file after what was missing.
  const isName = given !== '' && !/^(?:null|undefined|file)(?:\.\w+)?$/i.test(given);
  const name = isName ? given : `${NAMES[kind]} ${formatTime(at)}`;
  const hasExtension = EXTENSION.test(name);
  return shorten(hasExtension || extension === undefined ? name : `${name}.${extension}`);
}

/** With a letter: `CV 1.2` has none. */
const EXTENSION = /\.(?=\p{N}*\p{L})[\p{L}\p{N}]{1,10}$/u;

/** Without parameters such as `codecs`. */
export function bareType(mimeType: string): string {
  return (mimeType.split(';')[0] ?? '').trim().toLowerCase();
}

/** Windows takes these as devices, whatever the extension. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

function cleanName(raw: string): string {
  const name = raw
    .normalize('NFC')
    // Marks that turn the direction of text can make `fdp.exe` look like `exe.pdf`.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return DEVICES.test(name) ? `_${name}` : name;
}

function shorten(name: string): string {
  const letters = Array.from(name);
  if (letters.length <= LONGEST_NAME) return name;
  const extension = EXTENSION.exec(name)?.[0] ?? '';
  const stem = letters.slice(0, LONGEST_NAME - Array.from(extension).length).join('');
  return `${stem.replace(/[.\s]+$/, '')}${extension}`;
}

/** `2026-11-22 10-15`: sorts by time, and has no character that a file system refuses. */
function formatTime(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ').replace(':', '-');
}
