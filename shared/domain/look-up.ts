/**
 * What a table holds under a word that comes from outside. A word such as `constructor` or `__proto__` names nothing here,
 * although every object answers to it.
 */
export function lookUp<Value>(
  table: Readonly<Partial<Record<string, Value>>>,
  word: string,
): Value | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
