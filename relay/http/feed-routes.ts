import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { backfillRequestSchema } from '../../shared/protocol/http.ts';
import { readBackfill } from '../access/read-backfill.ts';
import { renderEntries } from '../access/render-entries.ts';
import { findSight } from '../access/sight-book.ts';
import type { RelayContext } from '../context.ts';
import { getCaller } from './device-auth.ts';
import { parseInput } from './relay-refusal.ts';

const MAX_PAGE_BYTES = 4_000_000;
/** The ids of a large agency's users. */
const BACKFILL_BODY_LIMIT = 256 * 1024;
export const feedQuerySchema = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(500),
});

/** The log by HTTP: the same as by the socket, page by page. */
export function createFeedRoutes({ log }: RelayContext) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/v1/events', async (request, reply) => {
      const { user } = await getCaller(log, request);
      const { after, limit } = parseInput(feedQuerySchema, request.query);
      const page = await log.readFeed(after, { maxEvents: limit, maxBytes: MAX_PAGE_BYTES });
      // Read after the page: what was lost meanwhile is not shown.
      const events = renderEntries(page.entries, await findSight(log, user.id));
      const logId = JSON.stringify(await log.findLogId());
      const json = `{"events":[${events.join(',')}],"cursor":${page.cursor},"head":${page.head},"logId":${logId}}`;
      return reply.type('application/json; charset=utf-8').send(json);
    });

    app.post('/v1/events/backfill', { bodyLimit: BACKFILL_BODY_LIMIT }, async (request, reply) => {
      const { user } = await getCaller(log, request);
      const wanted = parseInput(backfillRequestSchema, request.body);
      const { events, cursor } = await readBackfill(log, user.id, wanted);
      const json = `{"events":[${events.join(',')}],"cursor":${cursor},"head":${wanted.before - 1}}`;
      return reply.type('application/json; charset=utf-8').send(json);
    });
  };
}
