import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createNetworkHandlers({ proxyCredentials }: Context): HandlersOf<'network'> {
  return {
    async 'network:give-proxy-password'({ name, password }) {
      proxyCredentials.give(name, password);
      return {};
    },
    async 'network:dismiss-proxy-question'() {
      proxyCredentials.dismiss();
      return {};
    },
  };
}
