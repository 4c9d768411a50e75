import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import {
  type eraseRecordResponseSchema,
  putRecordsSchema,
  recordParamsSchema,
} from '../../shared/protocol/http.ts';
import type { RelayContext } from '../context.ts';
import { eraseRecord, getRecord } from '../records/find-record.ts';
import { importRecords } from '../records/import-records.ts';
import type { createApiKeyGate } from './api-key-auth.ts';
import { parseInput } from './relay-refusal.ts';

/** Five thousand records with every field filled. */
const RECORDS_BODY_LIMIT = 32 * 1024 * 1024;

/** Candidates and Contacts, as the CRM keeps them. */
export function createRecordRoutes(context: RelayContext, admit: ReturnType<typeof createApiKeyGate>) {
  return async (app: FastifyInstance): Promise<void> => {
    app.put(
      '/v1/records',
      // Before the body is read: a stranger must not make us take 32 MB.
      { bodyLimit: RECORDS_BODY_LIMIT, onRequest: admit('records:write') },
      async (request) => {
        const { records } = parseInput(putRecordsSchema, request.body);
        return importRecords(
          context,
          records.map((value, row) => ({ row, value })),
        );
      },
    );

    app.get('/v1/records/:id', { onRequest: admit('records:read') }, async (request) =>
      getRecord(context.log, parseInput(recordParamsSchema, request.params).id),
    );

    app.delete('/v1/records/:id', { onRequest: admit('records:write') }, async (request) => {
      const { id } = parseInput(recordParamsSchema, request.params);
      const isErased = await eraseRecord(context, id);
      return { recordId: id, isErased } satisfies z.infer<typeof eraseRecordResponseSchema>;
    });
  };
}
