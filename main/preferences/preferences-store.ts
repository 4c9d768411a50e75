import type { Preferences } from '../../shared/domain/preferences.ts';
import type { LocalSettingsStore } from '../account/local-settings.ts';

export type PreferencesStore = {
  get(): Preferences;
  /** On disk before anything follows it. */
  save(preferences: Preferences): void;
};

/** The user's preferences, and whoever has to follow them: `apply` runs at once and after every change. */
export function createPreferencesStore(
  settings: LocalSettingsStore,
  apply: (preferences: Preferences) => void,
): PreferencesStore {
  const get = () => settings.get().preferences;
  apply(get());
  return {
    get,
    save(preferences) {
      settings.update({ preferences });
      apply(preferences);
    },
  };
}
