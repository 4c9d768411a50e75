/**
 * `next`, built from those parts of `before` that are equal: what did not change keeps its identity, so that whatever is
 * memoised on it stays as it is painted. Rows are recognised by their id wherever they moved. For plain JSON only.
 */
export function keepEqual<Value>(before: unknown, next: Value): Value {
  // Every branch answers `next` or something equal to it.
  return share(before, next) as Value;
}

function share(before: unknown, next: unknown): unknown {
  if (Object.is(before, next)) return before;
  if (Array.isArray(before) && Array.isArray(next)) return shareArrays(before, next);
  if (isPlain(before) && isPlain(next)) return shareObjects(before, next);
  return next;
}

function shareArrays(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const byId = new Map(before.map((item) => [findId(item), item]));
  const shared = next.map((item, index) => {
    const id = findId(item);
    return share(id === undefined ? before[index] : byId.get(id), item);
  });
  const isSame = before.length === next.length && shared.every((item, index) => item === before[index]);
  return isSame ? before : shared;
}

type Plain = Readonly<Record<string, unknown>>;

function shareObjects(before: Plain, next: Plain): Plain {
  const keys = Object.keys(next);
  const shared = Object.fromEntries(keys.map((key) => [key, share(before[key], next[key])]));
  const isSame =
    Object.keys(before).length === keys.length &&
    keys.every((key) => Object.hasOwn(before, key) && shared[key] === before[key]);
  return isSame ? before : shared;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lines of the history and of the bell are named after their message. */
function findId(item: unknown): unknown {
  return isPlain(item) ? (item['id'] ?? item['messageId']) : undefined;
}
