/** Letters that Unicode does not take apart into a base letter and a mark. */
const SINGLE_LETTERS: ReadonlyMap<string, string> = new Map([
  ['ł', 'l'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ı', 'i'],
]);

/** Lower case without accents, so that "Lukasz" finds "Łukasz" and "oneill" finds "O’Neill". */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łøđðþßæœı]/g, (letter) => SINGLE_LETTERS.get(letter) ?? letter)
    .replace(/['’‘`´]/g, '');
}
