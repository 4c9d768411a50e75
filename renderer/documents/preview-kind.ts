import { bareType } from '../../shared/domain/media-file-name.ts';

/** How the window shows a document beside the chat. */
export type PreviewKind = 'pdf' | 'word' | 'text';

const KINDS: ReadonlyMap<string, PreviewKind> = new Map([
  ['pdf', 'pdf'],
  ['docx', 'word'],
  ['txt', 'text'],
]);
const TYPES: ReadonlyMap<string, PreviewKind> = new Map([
  ['application/pdf', 'pdf'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'word'],
  ['text/plain', 'text'],
]);

/** By its name, as people see it; a file without an extension by its type. Undefined: it is opened elsewhere. */
export function findPreviewKind(fileName: string, mimeType: string): PreviewKind | undefined {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase();
  return extension === undefined ? TYPES.get(bareType(mimeType)) : KINDS.get(extension);
}
