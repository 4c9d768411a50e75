/** How the app's versions are written; a part after a hyphen is a version before the release of that number. */
export const APP_VERSION = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(-.+)?$/u;

/** Whether a version comes before another. Something that is no version may be of any age, so it counts as older. */
export function isOlderVersion(version: string, minimum: string): boolean {
  const [mine, wanted] = [APP_VERSION.exec(version), APP_VERSION.exec(minimum)];
  if (wanted === null) return false;
  if (mine === null) return true;
  for (const place of [1, 2, 3]) {
    const difference = Number(mine[place]) - Number(wanted[place]);
    if (difference !== 0) return difference < 0;
  }
  return mine[4] !== undefined && wanted[4] === undefined;
}
