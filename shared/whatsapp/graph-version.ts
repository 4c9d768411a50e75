/** The newest version when this was written (released 29 July 2026); lives at least until mid 2028. */
export const DEFAULT_GRAPH_VERSION = 'v26.0';

/** Below this, Meta has switched the version off or will within months, and answers as a later one. */
const OLDEST_ADVISED = 22;

/** Whether a version such as `v18.0` should be replaced. */
export function isOutdatedVersion(version: string): boolean {
  const major = Number(/^v?(\d+)/i.exec(version)?.[1]);
  return Number.isFinite(major) && major < OLDEST_ADVISED;
}
