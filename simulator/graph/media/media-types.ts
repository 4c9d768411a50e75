export type MediaKind = 'image' | 'document' | 'audio' | 'video' | 'sticker';

const MEGABYTE = 1024 * 1024;

/** What may be uploaded, as what it is sent, and how large (reference section 3). */
const acceptedTypes: Readonly<Record<string, { readonly kind: MediaKind; readonly limit: number }>> = {
  'audio/aac': { kind: 'audio', limit: 16 * MEGABYTE },
  'audio/amr': { kind: 'audio', limit: 16 * MEGABYTE },
  'audio/mpeg': { kind: 'audio', limit: 16 * MEGABYTE },
  'audio/mp4': { kind: 'audio', limit: 16 * MEGABYTE },
  'audio/ogg': { kind: 'audio', limit: 16 * MEGABYTE },
  'text/plain': { kind: 'document', limit: 100 * MEGABYTE },
  'application/pdf': { kind: 'document', limit: 100 * MEGABYTE },
  'application/msword': { kind: 'document', limit: 100 * MEGABYTE },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    kind: 'document',
    limit: 100 * MEGABYTE,
  },
  'application/vnd.ms-excel': { kind: 'document', limit: 100 * MEGABYTE },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    kind: 'document',
    limit: 100 * MEGABYTE,
  },
  'application/vnd.ms-powerpoint': { kind: 'document', limit: 100 * MEGABYTE },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    kind: 'document',
    limit: 100 * MEGABYTE,
  },
  'image/jpeg': { kind: 'image', limit: 5 * MEGABYTE },
  'image/png': { kind: 'image', limit: 5 * MEGABYTE },
  'image/webp': { kind: 'sticker', limit: 500 * 1024 },
  'video/mp4': { kind: 'video', limit: 16 * MEGABYTE },
  'video/3gpp': { kind: 'video', limit: 16 * MEGABYTE },
};

/** All MIME types that an upload may have. */
export const acceptedMimeTypes: readonly string[] = Object.keys(acceptedTypes);

/** What a MIME type is sent as; parameters such as `codecs` are ignored. */
export function kindOfMime(mimeType: string): MediaKind | undefined {
  return acceptedTypes[bare(mimeType)]?.kind;
}

/** The largest upload of this type in bytes. */
export function limitOfMime(mimeType: string): number | undefined {
  return acceptedTypes[bare(mimeType)]?.limit;
}

/** Whether the first bytes contradict the MIME type; Meta finds out while processing, after the 200 (131053). */
export function isDisguised(mimeType: string, bytes: Buffer): boolean {
  const hex = bytes.subarray(0, 4).toString('hex');
  switch (bare(mimeType)) {
    case 'image/jpeg':
      return !hex.startsWith('ffd8');
    case 'image/png':
      return hex !== '89504e47';
    case 'image/webp':
      return bytes.subarray(8, 12).toString('latin1') !== 'WEBP';
    case 'audio/ogg':
      return bytes.subarray(0, 4).toString('latin1') !== 'OggS';
    default:
      return false;
  }
}

function bare(mimeType: string): string {
  return (mimeType.split(';')[0] ?? '').trim().toLowerCase();
}
