import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import {
  type companyCheckResponseSchema,
  type companySettingsResponseSchema,
  putCompanySettingsSchema,
} from '../../shared/protocol/http.ts';
import {
  type CompanyInput,
  checkInput,
  describeCheck,
  removeCompany,
  saveCompany,
} from '../company/save-company.ts';
import type { RelayContext } from '../context.ts';
import { getAdministrator } from './device-auth.ts';
import { RelayRefusal, parseInput } from './relay-refusal.ts';

const BODY_LIMIT = 16_384;
/** Each look asks Meta several questions, whose number it limits. */
const CHECKS_PER_MINUTE = 20;

/** The Global Settings, for administrators. The token goes in and never comes out. */
export function createSettingsRoutes(context: RelayContext) {
  const { log, company, config } = context;
  const saving = { ...context, graphUrl: config.graphUrl };
  const limits = {
    bodyLimit: BODY_LIMIT,
    config: { rateLimit: { max: CHECKS_PER_MINUTE, timeWindow: 60_000 } },
  };
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/v1/settings/company', async (request) => {
      await getAdministrator(log, request);
      return describe(context);
    });

    app.put('/v1/settings/company', limits, async (request) => {
      await getAdministrator(log, request);
      const input = parseInput(putCompanySettingsSchema, request.body);
      await saveCompany(saving, input, company.find()?.config);
      await company.reload();
      return describe(context);
    });

    app.delete('/v1/settings/company', async (request) => {
      await getAdministrator(log, request);
      await removeCompany(context);
      await company.reload();
      return describe(context);
    });

    app.post('/v1/settings/company/check', limits, async (request) => {
      await getAdministrator(log, request);
      const hasBody = request.body !== undefined && request.body !== null;
      const input = hasBody ? readInput(request.body) : presentInput(context);
      const { check } = await checkInput(saving, input, company.find()?.config);
      return describeCheck(check) satisfies z.infer<typeof companyCheckResponseSchema>;
    });
  };
}

function describe({ company }: RelayContext): z.infer<typeof companySettingsResponseSchema> {
  const settings = company.describe();
  return settings === undefined ? {} : { settings };
}

function readInput(body: unknown): CompanyInput {
  return parseInput(putCompanySettingsSchema, body);
}

function presentInput({ company }: RelayContext): CompanyInput {
  const settings = company.describe();
  if (settings !== undefined) return putCompanySettingsSchema.parse(settings);
  throw new RelayRefusal('not-set-up', 'There is no company number to look at. Enter it first.');
}
