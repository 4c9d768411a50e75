import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createTemplatesHandlers(context: Context): HandlersOf<'templates'> {
  return {
    'templates:list': ({ channelId }) => context.desk().db.listTemplates({ channelId }),
    'templates:refresh': async ({ channelId }) => {
      await context.desk().refreshTemplates(channelId);
      return {};
    },
    'templates:prepare': (input) => context.desk().db.prepareTemplate(input),
  };
}
