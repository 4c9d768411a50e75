import { setupResponseSchema } from '../../shared/protocol/http.ts';
import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

/** The set-up guide: how far an administrator has come, and what the relay knows of Meta's webhooks. */
export function createGuideHandlers(context: Context): HandlersOf<'guide'> {
  const { guide } = context;
  return {
    'guide:get-progress': async () => ({ done: [...guide.done()] }),
    async 'guide:save-progress'({ done }) {
      guide.save(done);
      return {};
    },
    'guide:get-webhook': () =>
      context.desk().relay.request({ method: 'GET', path: '/v1/setup', answer: setupResponseSchema }),
  };
}
