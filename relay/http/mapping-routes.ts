import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { templateIdSchema } from '../../shared/domain/ids.ts';
import { templateMappingSchema } from '../../shared/domain/template-mapping.ts';
import type { RelayContext } from '../context.ts';
import { mappingKey } from '../ingest/keys.ts';
import { getAdministrator } from './device-auth.ts';
import { parseInput } from './relay-refusal.ts';

const paramsSchema = z.object({ templateId: templateIdSchema });
const bodySchema = templateMappingSchema.pick({ variables: true });

/** What an administrator maps the variables of templates to, for the whole agency. */
export function createMappingRoutes(context: RelayContext) {
  const { log, now } = context;
  const save = async (body: Readonly<Partial<z.infer<typeof templateMappingSchema>>>, key: string) =>
    log.write((transaction) =>
      transaction.append([{ id: key, kind: 'template.mapped', at: now(), body, compactionKey: key }]),
    );
  return async (app: FastifyInstance): Promise<void> => {
    app.put('/v1/templates/:templateId/mapping', async (request) => {
      await getAdministrator(log, request);
      const { templateId } = parseInput(paramsSchema, request.params);
      const { variables } = parseInput(bodySchema, request.body);
      await save({ templateId, variables }, mappingKey(templateId));
      return {};
    });

    app.delete('/v1/templates/:templateId/mapping', async (request) => {
      await getAdministrator(log, request);
      const { templateId } = parseInput(paramsSchema, request.params);
      await save({ templateId }, mappingKey(templateId));
      return {};
    });
  };
}
