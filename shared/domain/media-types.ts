import { bareType } from './media-file-name.ts';

/** How a file can be shown inside the chat. */
export type ShownAs = 'image' | 'video' | 'audio';

/**
 * What the window may be given as it is. Nothing that can carry a script (SVG, HTML, XML) is here or ever may be: a file
 * of a stranger must not become a page of ours.
 */
const SHOWN: ReadonlyMap<string, ShownAs> = new Map([
  ['image/jpeg', 'image'],
  ['image/png', 'image'],
  ['image/webp', 'image'],
  ['image/gif', 'image'],
  ['video/mp4', 'video'],
  ['video/webm', 'video'],
  ['audio/ogg', 'audio'],
  ['audio/mpeg', 'audio'],
  ['audio/mp4', 'audio'],
  ['audio/aac', 'audio'],
]);

/** How the window shows a file of this type; undefined: as a line with its name, to be saved or opened elsewhere. */
export function findShownAs(mimeType: string): ShownAs | undefined {
  return SHOWN.get(bareType(mimeType));
}

/**
 * The systems decide by the extension which program opens a file, so that is what is asked here, never the type that
 * somebody claimed. Documents, pictures and sound; nothing that runs, installs or unpacks, no page, no shortcut, and no
 * Office file of a kind that exists to carry macros.
 */
const OPENED = new Set(
  'pdf txt rtf doc docx odt xls xlsx ods ppt pptx odp jpg jpeg png webp gif heic mp4 3gp mov webm mp3 m4a ogg opus aac amr wav'.split(
    ' ',
  ),
);

/** Whether a file of this name may be handed to the system's program for it. */
export function mayOpen(fileName: string): boolean {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase();
  return extension !== undefined && OPENED.has(extension);
}
