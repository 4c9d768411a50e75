import type { LocalSettingsStore } from '../account/local-settings.ts';

/** How often something went down on this desktop: the whole app, a fault within it, its window, the database's thread. */
export type Crashes = {
  readonly app: number;
  readonly fault: number;
  readonly window: number;
  readonly database: number;
};

export type CrashRecord = {
  /** The app ended without having been told to: killed, crashed, or the power went. */
  readonly wasCutShort: boolean;
  counts(): Crashes;
  note(what: keyof Crashes): void;
  /** The app ends as it should. */
  end(): void;
};

const NONE: Crashes = { app: 0, fault: 0, window: 0, database: 0 };

/** Keeps the record in the settings: a mark that the app runs, and numbers. Begins when it is made. */
export function createCrashRecord(settings: LocalSettingsStore): CrashRecord {
  const wasCutShort = settings.get().isRunning === true;
  const counts = (): Crashes => ({ ...NONE, ...settings.get().crashes });
  const note = (what: keyof Crashes) =>
    settings.update({ crashes: { ...counts(), [what]: counts()[what] + 1 } });
  settings.update({ isRunning: true });
  if (wasCutShort) note('app');
  return { wasCutShort, counts, note, end: () => settings.update({ isRunning: undefined }) };
}
