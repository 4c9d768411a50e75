import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../shared/domain/app-error.ts';
import { MAX_CANNED_REPLIES, cannedReplySchema } from '../../shared/domain/canned-reply.ts';
import { cannedReplyBodySchema, cannedReplyParamsSchema } from '../../shared/protocol/http.ts';
import type { RelayContext } from '../context.ts';
import { cannedReplyKey } from '../ingest/keys.ts';
import type { NewEntry } from '../log/relay-log.ts';
import { getAdministrator, getCaller } from './device-auth.ts';
import { parseInput } from './relay-refusal.ts';

/** Without words: it was removed. */
const storedSchema = cannedReplySchema.partial({ name: true, text: true });

const PATH = '/v1/canned-replies/:scope/:id';

/** Canned replies: a user's own, told to that user only, and the agency's, which administrators keep. */
export function createCannedReplyRoutes({ log, now }: RelayContext) {
  const authorise = async (request: FastifyRequest) => {
    const { scope, id } = parseInput(cannedReplyParamsSchema, request.params);
    if (scope === 'agency') {
      await getAdministrator(log, request);
      return { scope, id, ownerUserId: undefined };
    }
    return { scope, id, ownerUserId: (await getCaller(log, request)).user.id };
  };
  type Place = Awaited<ReturnType<typeof authorise>>;

  const save = (
    { scope, id, ownerUserId }: Place,
    words: { readonly name?: string; readonly text?: string },
  ) =>
    log.write(async (transaction) => {
      const key = cannedReplyKey(ownerUserId, id);
      const entries = await transaction.listCurrent(cannedReplyKey(ownerUserId, ''));
      const kept = entries.filter(({ body }) => storedSchema.parse(body).text !== undefined);
      const isMore = words.text !== undefined && !kept.some((entry) => entry.key === key);
      if (isMore && kept.length >= MAX_CANNED_REPLIES) {
        throw new AppError(
          'limit-reached',
          `There are ${MAX_CANNED_REPLIES} replies already. Change one of them.`,
        );
      }
      const entry: NewEntry = {
        id: key,
        kind: 'canned-reply.changed',
        at: now(),
        body: { scope, id, ...words },
        compactionKey: key,
      };
      await transaction.append([ownerUserId === undefined ? entry : { ...entry, ownerUserId }]);
    });

  return async (app: FastifyInstance): Promise<void> => {
    app.put(PATH, async (request) => {
      const place = await authorise(request);
      await save(place, parseInput(cannedReplyBodySchema, request.body));
      return {};
    });

    app.delete(PATH, async (request) => {
      await save(await authorise(request), {});
      return {};
    });
  };
}
