import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createUpdatesHandlers(context: Context): HandlersOf<'updates'> {
  return {
    'updates:check': async () => ({ outcome: await context.updates.check() }),
    async 'updates:restart'() {
      context.updates.restart();
      return {};
    },
    async 'updates:dismiss-news'() {
      context.updateNews.dismiss();
      return {};
    },
  };
}
