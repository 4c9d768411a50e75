/** A repeatable source of chance: the same seed gives the same ids, duplicates and reorderings. */
export type Random = {
  /** In [0, 1). */
  readonly next: () => number;
  /** Whole number in [0, below). */
  readonly below: (below: number) => number;
  /** `length` digits of the given base-16 alphabet, upper case. */
  readonly hex: (length: number) => string;
  /** `length` decimal digits, the first not zero. */
  readonly digits: (length: number) => string;
  /** True with the given probability (0 to 1). */
  readonly chance: (probability: number) => boolean;
};

/** Mulberry32: 32 bits of state, good enough for choosing, not for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  const below = (limit: number): number => Math.floor(next() * limit);
  const from = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[below(alphabet.length)]).join('');
  return {
    next,
    below,
    hex: (length) => from('0123456789ABCDEF', length),
    digits: (length) => from('123456789', 1) + from('0123456789', length - 1),
    chance: (probability) => probability > 0 && next() < probability,
  };
}
