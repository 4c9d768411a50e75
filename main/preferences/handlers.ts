import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createPreferencesHandlers(context: Context): HandlersOf<'preferences'> {
  return {
    async 'preferences:save'({ preferences }) {
      context.preferences.save(preferences);
      context.changes.publish({ hasFrameChanges: true });
      return {};
    },
  };
}
