import type { LocalSettingsStore } from '../account/local-settings.ts';
import type { Update } from './updater.ts';

/** What is new in the version that runs, told once after an update. */
export type UpdateNews = {
  /** Keeps what the feed says of a version until that version runs. */
  keep(update: Update): void;
  /** Of the version that runs, until the user has seen it; undefined where it was installed otherwise. */
  find(): Update | undefined;
  dismiss(): void;
};

export function createUpdateNews(
  settings: Pick<LocalSettingsStore, 'get' | 'update'>,
  appVersion: string,
): UpdateNews {
  return {
    keep: ({ version, notes }) => settings.update({ updateNews: { version, notes } }),
    find() {
      const kept = settings.get().updateNews;
      return kept?.version === appVersion ? kept : undefined;
    },
    dismiss: () => settings.update({ updateNews: undefined }),
  };
}
