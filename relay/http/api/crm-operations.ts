import { z } from 'zod';
import { recordSchema } from '../../../shared/domain/record.ts';
import { historiesQuerySchema, historiesResponseSchema } from '../../../shared/protocol/histories.ts';
import {
  eraseRecordResponseSchema,
  putRecordsResponseSchema,
  type putRecordsSchema,
  recordParamsSchema,
} from '../../../shared/protocol/http.ts';
import { crmFileParamsSchema } from '../../../shared/protocol/record-files.ts';
import { recordInputSchema } from '../../records/record-input.ts';
import { type Operation, PARTIAL_ANSWERS } from './operation.ts';

/** What the CRM calls, with an API key. */
export const CRM_OPERATIONS: readonly Operation[] = [
  {
    method: 'put',
    path: '/v1/records',
    tag: 'CRM',
    summary: 'Put Candidates and Contacts',
    description:
      'Up to 5,000 records, new and changed ones alike; sending them again changes nothing. Good records are kept and bad ones are named: the answer is 200 also when some have failed.',
    access: 'records:write',
    // Each row is looked at by itself, so that a bad one does not spoil the rest.
    body: z.object({ records: z.array(recordInputSchema).min(1).max(5_000) }) satisfies z.ZodType<
      z.infer<typeof putRecordsSchema>
    >,
    answer: putRecordsResponseSchema,
    refusals: ['unavailable'],
  },
  {
    method: 'get',
    path: '/v1/records/:id',
    tag: 'CRM',
    summary: 'Read a record back',
    access: 'records:read',
    params: recordParamsSchema,
    answer: recordSchema,
    refusals: ['not-found'],
  },
  {
    method: 'delete',
    path: '/v1/records/:id',
    tag: 'CRM',
    summary: 'Erase a record',
    description:
      'The relay and every desktop forget the record. Messages stay: they belong to the person, who may be on other records.',
    access: 'records:write',
    params: recordParamsSchema,
    answer: eraseRecordResponseSchema,
    refusals: ['unavailable'],
  },
  {
    method: 'get',
    path: '/v1/histories',
    tag: 'CRM',
    summary: 'Read what was said',
    description:
      'Every message in and out, every STOP and START, and every file that a consultant puts on a record, in order. Keep the cursor of each page together with its histories, and ask again with it. A history that changes (a later status) comes again with the same id and a higher revision.',
    access: 'histories:read',
    query: historiesQuerySchema,
    answer: historiesResponseSchema,
  },
  {
    method: 'get',
    path: '/v1/records/:id/files/:messageId',
    tag: 'CRM',
    summary: 'The contents of a file on a record',
    description:
      'A history of kind `file` names both ids. Kept for as long as it is on the record, also when its message is gone. Also Range, If-Range and If-None-Match.',
    access: 'histories:read',
    params: crmFileParamsSchema,
    answerType: 'application/octet-stream',
    otherAnswers: PARTIAL_ANSWERS,
    refusals: ['not-found', 'unavailable'],
  },
];
