import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createAccountHandlers(context: Context): HandlersOf<'account'> {
  return {
    async 'account:open-again'() {
      await context.openAgain();
      return { isOpen: context.findDesk() !== undefined };
    },
    async 'account:enrol'({ relayUrl, code, deviceName }) {
      await context.enrol(relayUrl, code, deviceName);
      return {};
    },
    'account:prepare-sign-out': () => context.desk().prepareToLeave(),
    async 'account:sign-out'() {
      await context.signOut();
      return {};
    },
    async 'account:dismiss-link'() {
      context.links.dismiss();
      return {};
    },
  };
}
