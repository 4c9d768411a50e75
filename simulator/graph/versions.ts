/** Version → the day it dies, epoch milliseconds; undefined where not announced (reference section 1.1). */
const lastDays: ReadonlyMap<string, number | undefined> = new Map([
  ['v20.0', Date.UTC(2026, 8, 24)],
  ['v21.0', Date.UTC(2027, 0, 21)],
  ['v22.0', Date.UTC(2027, 4, 20)],
  ['v23.0', Date.UTC(2027, 9, 8)],
  ['v24.0', Date.UTC(2028, 1, 18)],
  ['v25.0', Date.UTC(2028, 6, 29)],
  ['v26.0', undefined],
]);

/** The app's configured version, used where a path names none. */
export const DEFAULT_VERSION = 'v26.0';

/** The version that serves a call: a dead one is served by the oldest living one; undefined where it never existed. */
export function decideVersion(
  asked: string | undefined,
  now: number,
  deadVersions: ReadonlySet<string>,
): string | undefined {
  const version = asked ?? DEFAULT_VERSION;
  const isAlive = (name: string): boolean =>
    !deadVersions.has(name) && (lastDays.get(name) ?? Infinity) > now;
  if (lastDays.has(version) && isAlive(version)) return version;
  const isOld = Number(version.slice(1)) < 26;
  return isOld ? [...lastDays.keys()].find(isAlive) : undefined;
}
