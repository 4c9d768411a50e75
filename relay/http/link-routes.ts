import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NEW_RECORD_ID, linkParamsSchema, linkRequestSchema } from '../../shared/protocol/http.ts';
import type { RelayContext } from '../context.ts';
import { linkPerson, unlinkPerson } from '../records/record-links.ts';
import { getCaller } from './device-auth.ts';
import { RelayRefusal, parseInput } from './relay-refusal.ts';

const PATH = '/v1/conversations/:id/records/:recordId';

/** What desktops do with people who are on no record by their number. */
export function createLinkRoutes(context: RelayContext) {
  const readLink = async (request: FastifyRequest) => {
    const { user } = await getCaller(context.log, request);
    const { id: conversationId, recordId } = parseInput(linkParamsSchema, request.params);
    return { conversationId, recordId, userId: user.id };
  };
  return async (app: FastifyInstance): Promise<void> => {
    app.put(PATH, async (request) => {
      const link = await readLink(request);
      const { create } = parseInput(linkRequestSchema, request.body ?? {});
      if (create !== undefined && !NEW_RECORD_ID.test(link.recordId)) {
        throw new RelayRefusal('invalid-input', 'recordId: is not the id of a new record.');
      }
      return linkPerson(context, link, create);
    });

    app.delete(PATH, async (request) => unlinkPerson(context, await readLink(request)));
  };
}
