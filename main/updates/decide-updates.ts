export type UpdateFacts = {
  readonly platform: NodeJS.Platform;
  /** What an administrator has settled; undefined where nobody has. */
  readonly isAllowed: boolean | undefined;
  /** Only a release has the file that names its feed and the publisher of its updates. */
  readonly hasConfig: boolean;
  /** Windows: beside the executable lies what removes an installation for one user; an MSI has nothing of the kind. */
  readonly hasUninstaller: boolean;
  /** macOS: the user may write the app; a copy that a .pkg has put in place belongs to root. */
  readonly isWritable: boolean;
};

/**
 * Whether this installation keeps itself up to date. Not where an administrator brings the updates: by policy, or because it
 * was installed for the whole computer, by MSI or .pkg, which no user can replace without an administrator's password.
 */
export function decideUpdates(facts: UpdateFacts): boolean {
  if (facts.isAllowed === false || !facts.hasConfig) return false;
  if (facts.platform === 'darwin') return facts.isWritable;
  return facts.platform !== 'win32' || facts.hasUninstaller;
}

/** Long enough that nobody is reading or thinking about an answer. */
export const IDLE_SECONDS = 10 * 60;

/** Whether the app may restart by itself: never under somebody's hands, and never while something typed waits to be sent. */
export function mayRestart(now: { readonly idleSeconds: number; readonly draftCount: number }): boolean {
  return now.draftCount === 0 && now.idleSeconds >= IDLE_SECONDS;
}

const MAX_NOTES = 4_000;

/** What is new, as plain text of sensible length: it comes from outside, and is shown. */
export function readNotes(raw: unknown): string {
  if (typeof raw !== 'string') return '';
  const plain = raw.replaceAll(/<[^<>]*>/gu, '').replaceAll(/[^\P{Cc}\n]/gu, '');
  return plain.trim().slice(0, MAX_NOTES);
}
