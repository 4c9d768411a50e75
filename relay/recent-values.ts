export type RecentValues<Key, Value> = {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  clear(): void;
};

/** Keeps the `limit` values that were used last, at least, and twice as many at most. For the hot path. */
export function createRecentValues<Key, Value>(limit: number): RecentValues<Key, Value> {
  // Two generations instead of a list of uses: no cost for each answer.
  let young = new Map<Key, Value>();
  let old = new Map<Key, Value>();
  const set = (key: Key, value: Value) => {
    if (young.size >= limit && !young.has(key)) [old, young] = [young, new Map()];
    young.set(key, value);
  };
  return {
    get(key) {
      const fresh = young.get(key);
      if (fresh !== undefined) return fresh;
      const known = old.get(key);
      if (known !== undefined) set(key, known);
      return known;
    },
    set,
    delete(key) {
      young.delete(key);
      old.delete(key);
    },
    clear() {
      young = new Map();
      old = new Map();
    },
  };
}
