import { AppError } from '../../shared/domain/app-error.ts';
import type { RelayHttp } from './relay-http.ts';

/**
 * The relay's calls, none of which is made while `findReason` names why this app must not speak to it. They fail as if the
 * relay could not be reached: what waits is kept, and goes out later.
 */
export function holdRelay(relay: RelayHttp, findReason: () => string | undefined): RelayHttp {
  const refuse = () => {
    const reason = findReason();
    if (reason !== undefined) throw new AppError('relay-unreachable', reason, { retryable: true });
  };
  return {
    async request(call) {
      refuse();
      return relay.request(call);
    },
    async download(call) {
      refuse();
      return relay.download(call);
    },
  };
}
