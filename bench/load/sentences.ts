const COMMON = (
  'the I you to and a is for it we on in have can be at my me this that with are will not but from your am do so if ' +
  'yes no thanks hello please call today tomorrow morning shift job role site client interview contract rate start'
).split(' ');
const ONSETS = 'b br c cl d dr f g gr h j k l m n p pr qu r s st t tr v w'.split(' ');
const VOWELS = 'a e i o u ea oo'.split(' ');
const CODAS = 'n r s t l nd rt sh m ck'.split(' ');
const RARE_COUNT = 5_000;

/** A small seeded generator (mulberry32): the same texts and people in every run, and on both sides of a comparison. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Texts as long as chat messages are, 4 to 24 words: half of them very common, half from a vocabulary of thousands. */
export function* generateTexts(count: number, seed = 1): Generator<string> {
  const random = createRandom(seed);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const rare = Array.from({ length: RARE_COUNT }, () =>
    Array.from(
      { length: 2 + Math.floor(random() * 2) },
      () => pick(ONSETS) + pick(VOWELS) + pick(CODAS),
    ).join(''),
  );
  for (let made = 0; made < count; made += 1) {
    const length = 4 + Math.floor(random() * 21);
    // Squared: some of the vocabulary is much more usual than the rest.
    const word = () =>
      random() < 0.5 ? pick(COMMON) : (rare[Math.floor(random() ** 2 * rare.length)] ?? '');
    yield Array.from({ length }, word).join(' ');
  }
}
