import type { OutboundKind } from './outbound-files.ts';
import type { Template } from './template.ts';

/** What stands at the top of a template as a file. Source: Meta, template components: media headers. */
export type HeaderFileKind = Exclude<OutboundKind, 'audio'>;

/** What kind of file has to stand at the top of the message; undefined where none has to. */
export function findHeaderFileKind(template: Pick<Template, 'header'>): HeaderFileKind | undefined {
  const format = template.header?.format;
  return format === 'image' || format === 'video' || format === 'document' ? format : undefined;
}

const NAMES: Readonly<Record<OutboundKind, string>> = {
  image: 'a picture',
  video: 'a video',
  audio: 'a sound',
  document: 'a document',
};
const ADVICE: Readonly<Record<HeaderFileKind, string>> = {
  image: 'Choose a JPEG or PNG picture of at most 5 MB.',
  video: 'Choose an MP4 or 3GP video of at most 16 MB.',
  document: 'Choose a PDF, or a Word, Excel or PowerPoint file.',
};

/**
 * What is wrong with the file that goes out at the top of a template, in a sentence; undefined when nothing is. `given` is
 * the kind of the file that was chosen, undefined while none is.
 */
export function explainBadHeaderFile(
  template: Pick<Template, 'header'>,
  given: OutboundKind | undefined,
): string | undefined {
  const wanted = findHeaderFileKind(template);
  if (wanted === given) return undefined;
  if (wanted === undefined) return 'This template takes no file. Choose the template again.';
  const need = `This template needs ${NAMES[wanted]} at its top`;
  return given === undefined
    ? `${need}. ${ADVICE[wanted]}`
    : `${need}, and this is ${NAMES[given]}. ${ADVICE[wanted]}`;
}
