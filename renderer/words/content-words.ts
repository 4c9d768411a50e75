import { lookUp } from '../../shared/domain/look-up.ts';
import { type MessageContent, describeContent } from '../../shared/domain/message-content.ts';
import { parsePhoneNumber } from '../../shared/domain/phone-number.ts';
import { withoutDirectionMarks } from '../../shared/domain/text-direction.ts';
import { stripTextMarks } from './parse-text-marks.ts';

/** "PDF", "Word document", "JPEG": what a person calls the kind of a file. */
export function nameFileKind(mimeType: string, fileName: string | undefined): string {
  const known = lookUp(KINDS, mimeType.split(';')[0] ?? '');
  if (known !== undefined) return known;
  const family = lookUp(FAMILIES, mimeType.split('/')[0] ?? '');
  if (family !== undefined) return family;
  const extension = /\.([a-z0-9]{1,5})$/iu.exec(fileName ?? '')?.[1];
  return extension === undefined ? 'File' : `${extension.toUpperCase()} file`;
}

const KINDS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/msword': 'Word document',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word document',
  'application/vnd.ms-excel': 'Excel sheet',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel sheet',
  'image/jpeg': 'JPEG picture',
  'image/png': 'PNG picture',
  'image/webp': 'WebP picture',
  'text/plain': 'Text file',
  'text/csv': 'CSV file',
};

const FAMILIES: Readonly<Record<string, string>> = { image: 'Picture', video: 'Video', audio: 'Audio' };

/** A number as it was typed on somebody's contact card, as people here write it; as typed where it is no number. */
export function formatTypedNumber(raw: string): string {
  return parsePhoneNumber(raw)?.display ?? raw;
}

/** A public map of a place, in the browser. Nothing is asked of it before somebody clicks. */
export function mapUrl({
  latitude,
  longitude,
}: {
  readonly latitude: number;
  readonly longitude: number;
}): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
}

/** The text that Copy takes: what can be read of a message, without marks and decoration. */
export function copyableText(content: MessageContent): string {
  if (content.type === 'template') {
    const { header, body, footer } = content.rendered;
    return [header ?? content.media?.fileName, body, footer]
      .filter(Boolean)
      .map((part) => stripTextMarks(part ?? ''))
      .join('\n\n');
  }
  if ('media' in content) {
    return (
      [withoutDirectionMarks(content.media.fileName ?? ''), content.media.caption]
        .filter(Boolean)
        .join('\n') || describeContent(content)
    );
  }
  return stripTextMarks(describeContent(content));
}
