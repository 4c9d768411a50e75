import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { channelIdSchema } from '../../shared/domain/ids.ts';
import {
  ownChannelSchema,
  type refreshTemplatesResponseSchema,
  refreshTemplatesSchema,
} from '../../shared/protocol/http.ts';
import { putOwnChannel, removeOwnChannel } from '../channels/own-channels.ts';
import type { RelayContext } from '../context.ts';
import { getCaller } from './device-auth.ts';
import { RelayRefusal, parseInput } from './relay-refusal.ts';

const channelParamsSchema = z.object({ channelId: channelIdSchema });

/** Users' own numbers, and the company's templates. */
export function createChannelRoutes(context: RelayContext) {
  const { log, company } = context;
  return async (app: FastifyInstance): Promise<void> => {
    app.put('/v1/channels/own', async (request) => {
      const { user } = await getCaller(log, request);
      return putOwnChannel(context, user.id, parseInput(ownChannelSchema, request.body));
    });

    app.delete('/v1/channels/own/:channelId', async (request) => {
      const { user } = await getCaller(log, request);
      const { channelId } = parseInput(channelParamsSchema, request.params);
      return removeOwnChannel(context, user.id, channelId);
    });

    app.post('/v1/templates/refresh', async (request) => {
      await getCaller(log, request);
      const { channelId } = parseInput(refreshTemplatesSchema, request.body);
      if (channelId !== company.describe()?.phoneNumberId) {
        throw new RelayRefusal('not-set-up', 'The relay fetches templates only for the company’s number.');
      }
      const templates = [...(await company.refreshTemplates())];
      return { templates } satisfies z.infer<typeof refreshTemplatesResponseSchema>;
    });
  };
}
