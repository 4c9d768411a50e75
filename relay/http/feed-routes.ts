import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { renderEntries } from '../access/render-entries.ts';
import { findSight } from '../access/sight-book.ts';
import type { RelayContext } from '../context.ts';
import { getCaller } from './device-auth.ts';
import { parseInput } from './relay-refusal.ts';

const MAX_PAGE_BYTES = 4_000_000;
const querySchema = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(500),
});

/** The log by HTTP: the same as by the socket, page by page. */
export function createFeedRoutes({ log }: RelayContext) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/v1/events', async (request, reply) => {
      const { user } = await getCaller(log, request);
      const { after, limit } = parseInput(querySchema, request.query);
      const page = await log.readFeed(after, { maxEvents: limit, maxBytes: MAX_PAGE_BYTES });
      // Read after the page: what was lost meanwhile is not shown.
      const events = renderEntries(page.entries, await findSight(log, user.id));
      const json = `{"events":[${events.join(',')}],"cursor":${page.cursor},"head":${page.head}}`;
      return reply.type('application/json; charset=utf-8').send(json);
    });
  };
}
