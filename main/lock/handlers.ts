import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createLockHandlers(context: Context): HandlersOf<'lock'> {
  return {
    async 'lock:set-pin'({ pin }) {
      await context.lock.setPin(pin);
      return {};
    },
    'lock:unlock': ({ pin }) => context.lock.unlock(pin),
    'lock:ask-system': () => context.lock.askSystem(),
  };
}
