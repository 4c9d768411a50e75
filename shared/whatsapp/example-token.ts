export type TokenFinding =
  | { readonly kind: 'found'; readonly token: string }
  | { readonly kind: 'placeholder' | 'shortened' | 'absent' };

/** Where a token stands, best first. The second group of each is what stands there, token or not. */
const PLACES = [
  /authorization["']?\s*[:=]\s*(["']?)\s*(?:bearer|oauth)\s+([^\s"',;]+)/gi,
  /access_?token\\?["']?\s*[:=]\s*(\\?["']?)([^\s&"',;\\]+)/gi,
  /(^|[^A-Za-z0-9])(EAA[A-Za-z0-9]{12,}(?:\.{2,}|…)?)/g,
];

/** Finds the access token in text that `normalisePaste` has cleaned. */
export function findToken(text: string): TokenFinding {
  let best: TokenFinding = { kind: 'absent' };
  for (const place of PLACES) {
    for (const match of text.matchAll(place)) {
      const finding = judgeToken(joinWrapped(text, match));
      if (finding.kind === 'found') return finding;
      if (best.kind === 'absent') best = finding;
    }
  }
  return best;
}

function judgeToken(candidate: string): TokenFinding {
  if (/\.{2,}|…|\*{2,}|•/.test(candidate)) return { kind: 'shortened' };
  const isToken = /^[A-Za-z0-9_\-|.]{10,}$/.test(candidate) && /[0-9a-z]/.test(candidate);
  const isPlaceholder = /token(?:_here)?$|^your|^EAA[xX]{3,}|x{6,}/i.test(candidate);
  return isToken && !isPlaceholder ? { kind: 'found', token: candidate } : { kind: 'placeholder' };
}

/** A token that reaches the end of its line may have been wrapped: what follows is its rest if it can be nothing else. */
function joinWrapped(text: string, match: RegExpExecArray): string {
  let token = match[2] ?? '';
  if (!/^[A-Za-z0-9_\-|.]+$/.test(token)) return token;
  let end = match.index + match[0].length;
  for (;;) {
    const next = /^[ \t]*\n[ \t]*([A-Za-z0-9_\-|]+)(["']?)[ \t]*(?=\n|$|-|[\\`^])/.exec(text.slice(end));
    if (next === null || !isRestOfToken(next[1] ?? '', next[2] !== '')) return token;
    token += next[1];
    end += next[0].length;
    if (next[2] !== '') return token;
  }
}

/** Not "Copy" or "Generate", which pages put below a token. A closing quote proves it; a word without digits does not. */
function isRestOfToken(piece: string, isQuoteClosed: boolean): boolean {
  return (
    isQuoteClosed || piece.endsWith('ZD') || (piece.length >= 4 && /\d/.test(piece) && /[A-Za-z]/.test(piece))
  );
}
