import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { costFileSchema, readCostsResponseSchema } from '../../shared/protocol/http.ts';
import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

const PATH = '/v1/costs';

export function createCostHandlers(context: Context): HandlersOf<'costs'> {
  const ask = () => context.desk().relay;
  return {
    async 'costs:get'() {
      const { rates, asOf } = await context.desk().db.getCosts();
      return { rates: [...rates], ...(asOf === undefined ? {} : { asOf }) };
    },
    async 'costs:save'({ rates }) {
      await ask().request({ method: 'PUT', path: PATH, body: { rates }, answer: z.unknown() });
      return {};
    },
    'costs:read-file': ({ csv }) =>
      ask().request({
        method: 'POST',
        path: `${PATH}/read`,
        body: { csv },
        answer: readCostsResponseSchema,
      }),
    async 'costs:save-file'() {
      const { csv } = await ask().request({ method: 'GET', path: PATH, answer: costFileSchema });
      const path = await context.system.chooseSavePath('WhatsApp costs.csv');
      if (path === undefined) return { isSaved: false };
      await writeFile(path, csv);
      return { isSaved: true };
    },
  };
}
