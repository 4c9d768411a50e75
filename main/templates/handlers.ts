import { z } from 'zod';
import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createTemplatesHandlers(context: Context): HandlersOf<'templates'> {
  return {
    'templates:list': ({ channelId }) => context.desk().db.listTemplates({ channelId }),
    'templates:refresh': async ({ channelId }) => {
      await context.desk().refreshTemplates(channelId);
      return {};
    },
    'templates:save-mapping': async ({ templateId, variables }) => {
      await context.desk().relay.request({
        method: variables === undefined ? 'DELETE' : 'PUT',
        path: `/v1/templates/${encodeURIComponent(templateId)}/mapping`,
        ...(variables === undefined ? {} : { body: { variables } }),
        answer: z.unknown(),
      });
      return {};
    },
    'templates:prepare': (input) => context.desk().db.prepareTemplate(input),
  };
}
