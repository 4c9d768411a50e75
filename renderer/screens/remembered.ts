/* Choices of how the window looks. They hold nothing about people; losing them costs nothing. */

const PREFIX = 'colleague.';

export function rememberChoice(name: string, value: unknown): void {
  localStorage.setItem(PREFIX + name, JSON.stringify(value));
}

/** What was remembered, if `read` recognises it; anything else is as if it had never been chosen. */
export function readChoice<Value>(
  name: string,
  read: (value: unknown) => Value | undefined,
): Value | undefined {
  const stored = localStorage.getItem(PREFIX + name);
  if (stored === null) return undefined;
  try {
    const value: unknown = JSON.parse(stored);
    return read(value);
  } catch {
    // Written by another version, or by hand.
    return undefined;
  }
}
