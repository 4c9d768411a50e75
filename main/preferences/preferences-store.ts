import type { Preferences } from '../../shared/domain/preferences.ts';
import type { LocalSettingsStore } from '../account/local-settings.ts';

export type PreferencesStore = {
  /** What counts: the administrator's word before the user's. */
  get(): Preferences;
  /** On disk before anything follows it. What an administrator has settled stays, and the user's own choice behind it too. */
  save(preferences: Preferences): void;
};

/** The user's preferences, and whoever has to follow them: `apply` runs at once and after every change. */
export function createPreferencesStore(
  settings: LocalSettingsStore,
  apply: (preferences: Preferences) => void,
  managed: Partial<Preferences> = {},
): PreferencesStore {
  const chosen = () => settings.get().preferences;
  const get = () => ({ ...chosen(), ...managed });
  apply(get());
  return {
    get,
    save(preferences) {
      const own = Object.entries(chosen()).filter(([name]) => Object.hasOwn(managed, name));
      settings.update({ preferences: { ...preferences, ...Object.fromEntries(own) } });
      apply(get());
    },
  };
}
