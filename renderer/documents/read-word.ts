import { checkZip } from './check-zip.ts';
import { measurePicture } from './measure-picture.ts';
import { UnreadableDocument } from './read-file.ts';

/** A Word document as far as it is shown: words, pictures and their order, no layout, nothing that can be followed. */
export type WordRun = {
  /** Of a picture, what stands for it where it cannot be shown. */
  readonly text: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly picture?: WordPicture;
};

/** Read when it is to be shown; undefined where it is none that can be. */
export type WordPicture = { read(): Promise<Blob | undefined> };
export type WordBlock =
  | {
      readonly kind: 'paragraph';
      readonly heading: 0 | 1 | 2 | 3;
      readonly isListed: boolean;
      readonly runs: readonly WordRun[];
    }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly WordBlock[])[])[] };

const MOST_BLOCKS = 5_000;
/** What all pictures together may have: one that lies in the file once may be named a thousand times. */
const MOST_PICTURES: Readonly<Room> = { bytes: 60 * 1024 * 1024, pixels: 150_000_000 };
/** A single one. */
const MOST_PIXELS = 40_000_000;
/** What Chromium draws, and what runs nothing: no SVG. */
const PICTURE_TYPES: ReadonlySet<unknown> = new Set(['image/png', 'image/jpeg', 'image/gif']);

/**
 * Reads a .docx. mammoth reads the file; what it found is taken over piece by piece, so that no markup is ever made. Loaded
 * when the first document is opened. Throws UnreadableDocument.
 */
export async function readWord(bytes: Uint8Array<ArrayBuffer>): Promise<readonly WordBlock[]> {
  await checkZip(bytes);
  const { default: mammoth } = await import('mammoth');
  let blocks: readonly WordBlock[] = [];
  try {
    await mammoth.convertToHtml(
      { arrayBuffer: bytes.buffer },
      {
        externalFileAccess: false,
        transformDocument(document: unknown) {
          blocks = readBlocks(childrenOf(document), { ...MOST_PICTURES }).slice(0, MOST_BLOCKS);
          // Nothing is left to be made into markup.
          return { ...(document as object), children: [] };
        },
      },
    );
  } catch {
    throw new UnreadableDocument('It is damaged, or no Word document. Open it or save it.');
  }
  return blocks;
}

type Node = {
  readonly type?: unknown;
  readonly children?: unknown;
  readonly value?: unknown;
  readonly styleName?: unknown;
  readonly numbering?: unknown;
  readonly isBold?: unknown;
  readonly isItalic?: unknown;
  readonly contentType?: unknown;
  readonly readAsArrayBuffer?: unknown;
};

function childrenOf(node: unknown): readonly Node[] {
  const { children } = (node ?? {}) as Node;
  // Each is looked at field by field.
  return Array.isArray(children) ? (children as readonly Node[]) : [];
}

/** What pictures may still take. */
type Room = { bytes: number; pixels: number };

function readBlocks(nodes: readonly Node[], room: Room): readonly WordBlock[] {
  return nodes.flatMap((node): readonly WordBlock[] => {
    if (node.type === 'table') {
      const rows = childrenOf(node).map((row) =>
        childrenOf(row).map((cell) => readBlocks(childrenOf(cell), room)),
      );
      return [{ kind: 'table', rows }];
    }
    if (node.type !== 'paragraph') return readBlocks(childrenOf(node), room);
    const heading = readHeading(node.styleName);
    const isListed = typeof node.numbering === 'object' && node.numbering !== null;
    return [
      {
        kind: 'paragraph',
        heading,
        isListed,
        runs: readRuns(node, { isBold: false, isItalic: false }, room),
      },
    ];
  });
}

function readHeading(styleName: unknown): 0 | 1 | 2 | 3 {
  if (typeof styleName !== 'string') return 0;
  if (/^title$/i.test(styleName)) return 1;
  const level = Number(/^heading (\d)$/i.exec(styleName)?.[1] ?? 0);
  return level >= 3 ? 3 : level === 2 ? 2 : level === 1 ? 1 : 0;
}

function readRuns(node: Node, look: Omit<WordRun, 'text'>, room: Room): readonly WordRun[] {
  return childrenOf(node).flatMap((child): readonly WordRun[] => {
    if (child.type === 'text') return [{ ...look, text: typeof child.value === 'string' ? child.value : '' }];
    if (child.type === 'tab') return [{ ...look, text: '\t' }];
    if (child.type === 'break') return [{ ...look, text: '\n' }];
    if (child.type === 'image') return [{ ...look, text: '[picture]', ...findPicture(child, room) }];
    const isRun = child.type === 'run';
    return readRuns(
      child,
      {
        isBold: look.isBold || (isRun && child.isBold === true),
        isItalic: look.isItalic || (isRun && child.isItalic === true),
      },
      room,
    );
  });
}

/** A picture that lies in the file itself. One that lies elsewhere is never asked for: mammoth may not read outside. */
function findPicture(
  { contentType, readAsArrayBuffer }: Node,
  room: Room,
): { readonly picture?: WordPicture } {
  if (!PICTURE_TYPES.has(contentType) || typeof readAsArrayBuffer !== 'function') return {};
  const read = async () => {
    const found: unknown = await readAsArrayBuffer();
    // What mammoth unpacks in a window: an ArrayBuffer or a view of one.
    const bytes = new Uint8Array(found as ArrayBuffer);
    const { width, height } = measurePicture(bytes) ?? { width: Number.NaN, height: Number.NaN };
    const isShown = bytes.length <= room.bytes && width * height <= Math.min(MOST_PIXELS, room.pixels);
    if (!isShown) return undefined;
    room.bytes -= bytes.length;
    room.pixels -= width * height;
    return new Blob([bytes], { type: String(contentType) });
  };
  return { picture: { read } };
}
