import type { FastifyInstance } from 'fastify';
import { publishMarksSchema } from '../../shared/protocol/http.ts';
import type { RelayContext } from '../context.ts';
import { saveReadMarks } from '../conversations/save-read-marks.ts';
import { getCaller } from './device-auth.ts';
import { parseInput } from './relay-refusal.ts';

/** What a desktop tells of the user's reading, for the user's other desktops. */
export function createReadMarkRoutes(context: RelayContext) {
  return async (app: FastifyInstance): Promise<void> => {
    app.post('/v1/read-marks', async (request) => {
      const { user } = await getCaller(context.log, request);
      const { marks } = parseInput(publishMarksSchema, request.body);
      await saveReadMarks(context, user.id, marks);
      return {};
    });
  };
}
