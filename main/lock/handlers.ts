import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createLockHandlers(
  context: Pick<Context, 'changes' | 'lock' | 'managed' | 'preferences'>,
): HandlersOf<'lock'> {
  return {
    async 'lock:set-pin'({ pin }) {
      await context.lock.setPin(pin);
      return {};
    },
    async 'lock:change-pin'({ pin, next }) {
      if (next === undefined && context.managed.preferences.includes('lockAfter'))
        return { isChanged: false, problem: 'Your administrator wants this desktop to lock.' };
      const answer = await context.lock.changePin(pin, next);
      // Without a PIN there is no lock; else the window would ask for a new one at once.
      if (answer.isChanged && next === undefined)
        context.preferences.save({ ...context.preferences.get(), lockAfter: 'never' });
      if (answer.isChanged) context.changes.publish({ hasFrameChanges: true });
      return answer;
    },
    'lock:unlock': ({ pin }) => context.lock.unlock(pin),
    'lock:ask-system': () => context.lock.askSystem(),
  };
}
