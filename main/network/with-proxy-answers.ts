import { listCauses } from '../../shared/domain/error-causes.ts';
import type { ProxyCredentials } from './proxy-credentials.ts';

/**
 * Runs what the user waits for, and again whenever they have answered the proxy's question. Safe for everything: a proxy
 * that asks has passed nothing on. Throws what the attempt threw, also when the user does not answer.
 */
export async function withProxyAnswers<Value>(
  credentials: Pick<ProxyCredentials, 'whenAnswered'>,
  attempt: () => Promise<Value>,
): Promise<Value> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const isAsked = listCauses(error).some(({ code }) => code === 'PROXY_AUTH_REQUIRED');
      if (!isAsked || !(await credentials.whenAnswered())) throw error;
    }
  }
}
