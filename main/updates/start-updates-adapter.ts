import { type App, powerMonitor } from 'electron';
import type { ChangeFeed } from '../changes.ts';
import { createLog } from '../log.ts';
import type { Notices } from '../notices.ts';
import type { ManagedSettings } from '../provisioning/managed-settings.ts';
import { type UpdateWatch, startUpdateWatch } from './update-watch.ts';
import type { UpdateNews } from './update-news.ts';
import { findUpdater } from './updater-adapter.ts';

/** Looks for newer versions, as the administrator allows; what there is to tell goes to the window. */
export function startUpdates(options: {
  readonly app: App;
  readonly managed: ManagedSettings;
  readonly developmentConfig: string | undefined;
  readonly countDrafts: () => Promise<number>;
  readonly news: UpdateNews;
  readonly notices: Notices;
  readonly changes: ChangeFeed;
  readonly write: (line: string) => void;
}): UpdateWatch {
  const tell = () => options.changes.publish({ hasFrameChanges: true });
  return startUpdateWatch({
    updater: findUpdater({
      app: options.app,
      isAllowed: options.managed.updateAutomatically,
      feedUrl: options.managed.updateFeed,
      developmentConfig: options.developmentConfig,
    }),
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    countDrafts: options.countDrafts,
    onReady(update) {
      options.news.keep(update);
      tell();
    },
    onRefused() {
      options.notices.add('update-refused');
      tell();
    },
    log: createLog('updates', options.write),
  });
}
