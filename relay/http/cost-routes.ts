import type { FastifyInstance } from 'fastify';
import { type CostTable, DEFAULT_COST_TABLE } from '../../shared/domain/cost-table.ts';
import { costFileSchema, putCostsSchema } from '../../shared/protocol/http.ts';
import type { RelayContext } from '../context.ts';
import { readCostCsv, writeCostCsv } from '../costs/cost-csv.ts';
import { COSTS_KEY } from '../ingest/keys.ts';
import { getAdministrator } from './device-auth.ts';
import { parseInput } from './relay-refusal.ts';

const PATH = '/v1/costs';

/** What messages cost, as administrators enter it from Meta's price card. Desktops read it in the log. */
export function createCostRoutes({ log, now }: RelayContext) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get(PATH, async (request) => {
      await getAdministrator(log, request);
      // Written below as a whole table.
      const saved = (await log.findCurrent([COSTS_KEY])).get(COSTS_KEY)?.body as
        | { readonly rates: CostTable }
        | undefined;
      return { csv: writeCostCsv(saved?.rates ?? DEFAULT_COST_TABLE) };
    });

    app.put(PATH, async (request) => {
      await getAdministrator(log, request);
      const body = parseInput(putCostsSchema, request.body);
      await log.write((transaction) =>
        transaction.append([
          { id: COSTS_KEY, kind: 'costs.changed', at: now(), body, compactionKey: COSTS_KEY },
        ]),
      );
      return {};
    });

    app.post(`${PATH}/read`, async (request) => {
      await getAdministrator(log, request);
      return { rates: readCostCsv(parseInput(costFileSchema, request.body).csv) };
    });
  };
}
