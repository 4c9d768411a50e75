import type { FastifyInstance } from 'fastify';
import { putRecordsSchema } from '../../shared/protocol/http.ts';
import { readBearer } from '../accounts/authenticate.ts';
import type { RelayContext } from '../context.ts';
import { importRecords } from '../records/import-records.ts';
import { RelayRefusal, parseInput } from './relay-refusal.ts';
import { isSameSecret } from './verify-signature.ts';

/** Five thousand records with every field filled. */
const RECORDS_BODY_LIMIT = 32 * 1024 * 1024;

/** What the CRM calls, with its API key. */
export function createRecordRoutes(context: RelayContext) {
  return async (app: FastifyInstance): Promise<void> => {
    app.put(
      '/v1/records',
      {
        bodyLimit: RECORDS_BODY_LIMIT,
        // Before the body is read: a stranger must not make us take 32 MB.
        onRequest: async (request) => checkApiKey(context, request.headers.authorization),
      },
      async (request) => {
        const { records } = parseInput(putRecordsSchema, request.body);
        return importRecords(
          context,
          records.map((value, row) => ({ row, value })),
        );
      },
    );
  };
}

function checkApiKey({ config }: RelayContext, authorization: unknown): void {
  if (config.apiKey === undefined) {
    throw new RelayRefusal('not-set-up', 'The relay has no API key: set RELAY_API_KEY and start it again.');
  }
  const given = readBearer(authorization);
  if (given === undefined || !isSameSecret(given, config.apiKey)) {
    throw new RelayRefusal('unauthorised', 'The API key is missing or not the right one.');
  }
}
