import { AppError } from '../../shared/domain/app-error.ts';
import type { CallName } from '../../shared/ipc/types.ts';
import type { Handlers } from '../ipc/handlers.ts';

/** What a locked window may ask: what it shows itself, the ways out, and keeping what was typed a moment before. */
const OPEN_WHEN_LOCKED: ReadonlySet<CallName> = new Set<CallName>([
  'app:get-snapshot',
  'app:dismiss-notice',
  'lock:unlock',
  'lock:ask-system',
  'account:prepare-sign-out',
  'account:sign-out',
  'conversations:save-draft',
  'conversations:save-tray',
  'conversations:set-open',
  'network:give-proxy-password',
  'network:dismiss-proxy-question',
  'diagnostics:copy',
]);

/** The same calls, of which a locked desk answers only a few: nothing that is hidden can be asked for. */
export function guardHandlers(handlers: Handlers, isLocked: () => boolean): Handlers {
  const guarded = Object.entries(handlers).map(([name, handle]) => [
    name,
    async (input: never) => {
      // The entries have the names of the record.
      if (isLocked() && !OPEN_WHEN_LOCKED.has(name as CallName))
        throw new AppError('forbidden', 'This desktop is locked. Unlock it first.');
      return handle(input);
    },
  ]);
  // Each name has the handler of its own name.
  return Object.fromEntries(guarded) as Handlers;
}
