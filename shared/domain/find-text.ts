import { foldText } from './fold-text.ts';

/** Folded words that must follow each other. Of the last one the beginning is enough, unless the term is whole. */
export type FindTerm = { readonly words: readonly string[]; readonly isWhole: boolean };

/** More than a person types; it bounds the work of a hostile text. */
const MOST_TERMS = 20;

/**
 * What a search for messages asks for: every word by its beginning, in any order; a phrase in quotation marks word for
 * word. A quotation mark that is not closed yet opens a phrase that is still being typed.
 */
export function parseFind(query: string): readonly FindTerm[] {
  const parts = query.split(/["“”„«»]/u);
  return parts
    .flatMap((part, index): FindTerm[] => {
      const words = readWords(part);
      if (index % 2 === 0) return words.map((word) => ({ words: [word], isWhole: false }));
      return words.length === 0 ? [] : [{ words, isWhole: index < parts.length - 1 }];
    })
    .slice(0, MOST_TERMS);
}

/** The folded words of a text, as the index of messages holds them. */
function readWords(text: string): readonly string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A stretch of a text, in UTF-16 units, `end` excluded. */
export type Mark = { readonly start: number; readonly end: number };

type Word = Mark & { readonly folded: string };

/** Where the terms stand in a text, in order and apart from each other. */
export function findMarks(text: string, terms: readonly FindTerm[]): readonly Mark[] {
  const words = placeWords(text);
  const marks = terms.flatMap((term) =>
    words.flatMap((first, at) => {
      const end = matchTerm(text, words, at, term);
      return end === undefined ? [] : [{ start: first.start, end }];
    }),
  );
  return mergeMarks(marks);
}

/** The words of the text where they stand. Apostrophes belong to a word, as they do when it is folded. */
function placeWords(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}'’‘`´]+/gu)].flatMap((match) => {
    const folded = foldText(match[0]);
    return folded === '' ? [] : [{ folded, start: match.index, end: match.index + match[0].length }];
  });
}

/** Where the term ends that begins at this word; undefined where it does not begin. */
function matchTerm(
  text: string,
  words: readonly Word[],
  at: number,
  { words: asked, isWhole }: FindTerm,
): number | undefined {
  let end: number | undefined;
  for (const [offset, part] of asked.entries()) {
    const word = words[at + offset];
    if (word === undefined) return undefined;
    const isLast = offset === asked.length - 1;
    const isFound = isLast && !isWhole ? word.folded.startsWith(part) : word.folded === part;
    if (!isFound) return undefined;
    end = isLast && !isWhole ? endOfBeginning(text, word, part.length) : word.end;
  }
  return end;
}

/** The place in the text up to which a word folds to this many letters. */
function endOfBeginning(text: string, { start, end }: Word, length: number): number {
  let at = start;
  for (const letter of text.slice(start, end)) {
    if (foldText(text.slice(start, at)).length >= length && !/^\p{M}$/u.test(letter)) return at;
    at += letter.length;
  }
  return end;
}

function mergeMarks(marks: readonly Mark[]): readonly Mark[] {
  const sorted = marks.toSorted((one, other) => one.start - other.start || one.end - other.end);
  const merged: Mark[] = [];
  for (const mark of sorted) {
    const last = merged.at(-1);
    if (last === undefined || mark.start >= last.end) merged.push(mark);
    else if (mark.end > last.end) merged[merged.length - 1] = { start: last.start, end: mark.end };
  }
  return merged;
}

/** One line of at most `length` characters (and ellipses) in which the first of the terms stands. */
export function excerptAround(text: string, terms: readonly FindTerm[], length: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= length) return line;
  const first = findMarks(line, terms)[0]?.start ?? 0;
  // A few words before it say what it is about; a cut never parts a word.
  const before = Math.max(0, first - Math.floor(length / 4));
  const start = before === 0 ? 0 : line.indexOf(' ', before - 1) + 1;
  const rest = line.slice(start > first ? first : start);
  const isCut = rest.length > length;
  const space = rest.lastIndexOf(' ', length);
  const shown = isCut ? rest.slice(0, space > length / 2 ? space : length) : rest;
  return `${rest.length < line.length ? '…' : ''}${shown}${isCut ? '…' : ''}`;
}
