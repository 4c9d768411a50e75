/*
 * Unicode has marks that turn the direction of the text after them: a file "CV‹mark›fdp.exe" would read "CVexe.pdf", and a
 * name could turn the words of ours that follow it. Source: Unicode Standard Annex 9, "Explicit Directional
 * Formatting Characters"; Boucher and Anderson, "Trojan Source", 2021.
 */

/** Embeddings, overrides and isolates. The implicit marks (LRM, RLM, ALM) turn nothing and are part of proper Arabic. */
const EXPLICIT = /[\u202A-\u202E\u2066-\u2069]/gu;
/** Letters that run from right to left: Hebrew, Arabic and their neighbours. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/u;

/** The text without marks that turn what follows; every letter stays where it was written. */
export function withoutDirectionMarks(text: string): string {
  return text.replace(EXPLICIT, '');
}

/** The text so that it can stand among other words in one line: it turns nothing, and nothing turns it. */
export function isolateDirection(text: string): string {
  const plain = withoutDirectionMarks(text);
  return RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
}
