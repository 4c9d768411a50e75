import type { LocalSettingsStore } from '../account/local-settings.ts';
import type { OpenPlace } from '../../shared/ipc/views.ts';

/** What the window showed last, for the one that comes after a crash. After an ordinary end the app begins at its beginning. */
export type OpenPlaceKeeper = {
  save(place: OpenPlace): void;
  /** What to show again; undefined where nothing went down. */
  find(): OpenPlace | undefined;
  /** The window went down. */
  allowRestore(): void;
};

export function createOpenPlaceKeeper(
  settings: LocalSettingsStore,
  { wasCutShort }: { readonly wasCutShort: boolean },
): OpenPlaceKeeper {
  let mayRestore = wasCutShort;
  return {
    save: (lastPlace) => settings.update({ lastPlace }),
    find: () => (mayRestore ? settings.get().lastPlace : undefined),
    allowRestore() {
      mayRestore = true;
    },
  };
}
