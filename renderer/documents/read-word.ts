import { checkZip } from './check-zip.ts';
import { UnreadableDocument } from './read-file.ts';

/** A Word document as far as it is shown: words and their order, no layout, no pictures, nothing that can be followed. */
export type WordRun = { readonly text: string; readonly isBold: boolean; readonly isItalic: boolean };
export type WordBlock =
  | {
      readonly kind: 'paragraph';
      readonly heading: 0 | 1 | 2 | 3;
      readonly isListed: boolean;
      readonly runs: readonly WordRun[];
    }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly WordBlock[])[])[] };

const MOST_BLOCKS = 5_000;

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
          blocks = readBlocks(childrenOf(document)).slice(0, MOST_BLOCKS);
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
};

function childrenOf(node: unknown): readonly Node[] {
  const { children } = (node ?? {}) as Node;
  // Each is looked at field by field.
  return Array.isArray(children) ? (children as readonly Node[]) : [];
}

function readBlocks(nodes: readonly Node[]): readonly WordBlock[] {
  return nodes.flatMap((node): readonly WordBlock[] => {
    if (node.type === 'table') {
      const rows = childrenOf(node).map((row) => childrenOf(row).map((cell) => readBlocks(childrenOf(cell))));
      return [{ kind: 'table', rows }];
    }
    if (node.type !== 'paragraph') return readBlocks(childrenOf(node));
    const heading = readHeading(node.styleName);
    const isListed = typeof node.numbering === 'object' && node.numbering !== null;
    return [
      { kind: 'paragraph', heading, isListed, runs: readRuns(node, { isBold: false, isItalic: false }) },
    ];
  });
}

function readHeading(styleName: unknown): 0 | 1 | 2 | 3 {
  if (typeof styleName !== 'string') return 0;
  if (/^title$/i.test(styleName)) return 1;
  const level = Number(/^heading (\d)$/i.exec(styleName)?.[1] ?? 0);
  return level >= 3 ? 3 : level === 2 ? 2 : level === 1 ? 1 : 0;
}

function readRuns(node: Node, look: Omit<WordRun, 'text'>): readonly WordRun[] {
  return childrenOf(node).flatMap((child): readonly WordRun[] => {
    if (child.type === 'text') return [{ ...look, text: typeof child.value === 'string' ? child.value : '' }];
    if (child.type === 'tab') return [{ ...look, text: '\t' }];
    if (child.type === 'break') return [{ ...look, text: '\n' }];
    if (child.type === 'image') return [{ ...look, text: '[picture]' }];
    const isRun = child.type === 'run';
    return readRuns(child, {
      isBold: look.isBold || (isRun && child.isBold === true),
      isItalic: look.isItalic || (isRun && child.isItalic === true),
    });
  });
}
