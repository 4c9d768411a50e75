import { type FoundLink, findLinks } from './find-links.ts';

/** A piece of a message as WhatsApp formats it. */
export type TextPiece =
  | { readonly kind: 'text'; readonly text: string }
  | LinkPiece
  | { readonly kind: 'mono' | 'code'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly pieces: readonly TextPiece[] };

/** `leadsTo` is what a person reads before they follow it. */
export type LinkPiece = { readonly text: string } & Omit<FoundLink, 'from' | 'to'>;

const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
type Mark = keyof typeof MARKS;

/** Deeper nesting than three marks means nothing in WhatsApp either; the limit also bounds hostile input. */
const MAX_DEPTH = 3;

/**
 * Reads WhatsApp's own marks: asterisk bold, underscore italic, tilde strike, three backticks mono, one backtick code.
 * A mark opens before a non-space at the edge of a word and closes after a non-space at the edge of a word, on one line;
 * everything else stays as typed. Source: WhatsApp help, "How to format your messages".
 */
export function parseTextMarks(text: string): readonly TextPiece[] {
  return parseMono(text);
}

/** The text without its marks, for previews and accessible names. */
export function stripTextMarks(text: string): string {
  return parseTextMarks(text).map(readPiece).join('');
}

function readPiece(piece: TextPiece): string {
  return 'pieces' in piece ? piece.pieces.map(readPiece).join('') : piece.text;
}

function parseMono(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let rest = 0;
  for (const match of text.matchAll(/```(?=\S|\n)([\s\S]*?\S\n?)```|`(?=\S)([^`\n]*[^`\s])`/g)) {
    pieces.push(...parseMarks(text.slice(rest, match.index), 0));
    const isBlock = match[1] !== undefined;
    pieces.push({
      kind: isBlock ? 'mono' : 'code',
      text: (match[1] ?? match[2] ?? '').replace(/^\n|\n$/g, ''),
    });
    rest = match.index + match[0].length;
  }
  return [...pieces, ...parseMarks(text.slice(rest), 0)];
}

function parseMarks(text: string, depth: number): readonly TextPiece[] {
  if (text === '') return [];
  if (depth >= MAX_DEPTH) return parseLinks(text);
  const pieces: TextPiece[] = [];
  let plainFrom = 0;
  const links = findLinks(text);
  for (let at = 0; at < text.length; at += 1) {
    const link = links.find(({ from, to }) => at >= from && at < to);
    if (link !== undefined) {
      at = link.to - 1;
      continue;
    }
    const end = findClosingMark(text, at);
    if (end === undefined) continue;
    pieces.push(...parseLinks(text.slice(plainFrom, at)));
    const mark = text[at] as Mark; // findClosingMark answers only for marks
    pieces.push({ kind: MARKS[mark], pieces: parseMarks(text.slice(at + 1, end), depth + 1) });
    plainFrom = end + 1;
    at = end;
  }
  return [...pieces, ...parseLinks(text.slice(plainFrom))];
}

/** Where the mark that opens at `at` closes; undefined when none opens there. */
function findClosingMark(text: string, at: number): number | undefined {
  const mark = text[at];
  if (mark === undefined || !(mark in MARKS)) return undefined;
  if (isWordCharacter(text[at - 1]) || isBlank(text[at + 1]) || text[at + 1] === mark) return undefined;
  for (let end = at + 2; end < text.length && text[end] !== '\n'; end += 1) {
    if (text[end] === mark && !isBlank(text[end - 1]) && !isWordCharacter(text[end + 1])) return end;
  }
  return undefined;
}

function isBlank(character: string | undefined): boolean {
  return character === undefined || /\s/u.test(character);
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function parseLinks(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let rest = 0;
  for (const { from, to, ...link } of findLinks(text)) {
    if (from > rest) pieces.push({ kind: 'text', text: text.slice(rest, from) });
    pieces.push({ ...link, text: text.slice(from, to) });
    rest = to;
  }
  if (rest < text.length) pieces.push({ kind: 'text', text: text.slice(rest) });
  return pieces;
}
