import type { FastifyInstance } from 'fastify';
import { historiesQuerySchema } from '../../shared/protocol/histories.ts';
import type { RelayContext } from '../context.ts';
import { type HistoryPage, listHistories } from '../histories/list-histories.ts';
import type { RelayLog } from '../log/relay-log.ts';
import type { createApiKeyGate } from './api-key-auth.ts';
import { parseInput } from './relay-refusal.ts';

/** Every message as an entry of the CRM's history, page by page, or as soon as there is one (`wait`). */
export function createHistoryRoutes({ log }: RelayContext, admit: ReturnType<typeof createApiKeyGate>) {
  return async (app: FastifyInstance): Promise<void> => {
    const stopping = new AbortController();
    app.addHook('preClose', async () => stopping.abort());

    app.get(
      '/v1/histories',
      { onRequest: admit('histories:read') },
      async (request, reply): Promise<HistoryPage> => {
        const { after, limit, wait } = parseInput(historiesQuerySchema, request.query);
        const gone = new AbortController();
        // Of the answer: a request "closes" as soon as its body is read.
        reply.raw.once('close', () => gone.abort());
        const end = AbortSignal.any([stopping.signal, gone.signal, AbortSignal.timeout(wait * 1_000)]);
        for (;;) {
          // Listens before it reads: what is appended in between ends the wait at once.
          const news = waitForNews(log, end);
          const page = await listHistories(log, after, limit);
          if (page.histories.length > 0 || page.hasMore || wait === 0 || end.aborted) {
            news.stop();
            return page;
          }
          await news.arrived;
        }
      },
    );
  };
}

/** Resolves when the log has grown, or at the end of the wait. */
function waitForNews(log: Pick<RelayLog, 'onAppended'>, end: AbortSignal) {
  let stop = () => {};
  const arrived = new Promise<void>((resolve) => {
    const unsubscribe = log.onAppended(() => stop());
    stop = () => {
      unsubscribe();
      end.removeEventListener('abort', stop);
      resolve();
    };
    end.addEventListener('abort', stop);
  });
  return { arrived, stop: () => stop() };
}
