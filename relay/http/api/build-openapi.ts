import { STATUS_CODES } from 'node:http';
import type { z } from 'zod';
import {
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
  createDocument,
} from 'zod-openapi';
import { messageContentSchema } from '../../../shared/domain/message-content.ts';
import { recordSchema } from '../../../shared/domain/record.ts';
import { templateSchema } from '../../../shared/domain/template.ts';
import {
  channelSchema,
  consentSchema,
  conversationSchema,
  rawEventSchema,
  sentMessageSchema,
  userSchema,
} from '../../../shared/protocol/events.ts';
import { hookPayloadSchema, hookTestPayloadSchema } from '../../../shared/protocol/histories.ts';
import { relayErrorSchema } from '../../../shared/protocol/http.ts';
import { API_KEY_SCOPES } from '../../log/api-key-log.ts';
import { RELAY_VERSION } from '../../version.ts';
import { statusOf } from '../relay-refusal.ts';
import { ADMIN_OPERATIONS } from './admin-operations.ts';
import { CRM_OPERATIONS } from './crm-operations.ts';
import { DESKTOP_OPERATIONS } from './desktop-operations.ts';
import { OPEN_OPERATIONS } from './open-operations.ts';
import type { Operation, RefusalCode } from './operation.ts';

/** Every call of the relay's HTTP interface. */
export const OPERATIONS: readonly Operation[] = [
  ...CRM_OPERATIONS,
  ...DESKTOP_OPERATIONS,
  ...ADMIN_OPERATIONS,
  ...OPEN_OPERATIONS,
];

/** The relay's HTTP interface as an OpenAPI 3.1 document, made of the schemas that check what comes in. */
export function buildOpenApi() {
  const document: ZodOpenApiObject = {
    openapi: '3.1.1',
    info: {
      title: 'Colleague Messaging relay',
      version: RELAY_VERSION,
      description:
        'docs/crm.md shows how a CRM uses it. Times are epoch milliseconds. Whatever is not 2xx has the body `Error`.',
    },
    tags: ['CRM', 'Desktops', 'Administrators', 'Meta', 'Operations'].map((name) => ({ name })),
    paths: describePaths(),
    webhooks: {
      'histories.changed': describeHook('What is new, posted to a hook', hookPayloadSchema),
      test: describeHook('What `hook test` posts', hookTestPayloadSchema),
    },
    components: {
      schemas: {
        Error: relayErrorSchema,
        Record: recordSchema,
        MessageContent: messageContentSchema,
        User: userSchema,
        Channel: channelSchema,
        Conversation: conversationSchema,
        Consent: consentSchema,
        SentMessage: sentMessageSchema,
        Template: templateSchema,
        Event: rawEventSchema,
      },
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'crm_…',
          description: `Made by \`api-key add\`. Scopes: ${API_KEY_SCOPES.join(', ')}.`,
        },
        desktop: { type: 'http', scheme: 'bearer', description: 'The token of an enrolled desktop.' },
      },
    },
  };
  return createDocument(document, {
    // A later version may tell more: a reader that refuses what it does not know would break.
    override({ jsonSchema, io }) {
      if (io === 'output' && jsonSchema.additionalProperties === false) {
        delete jsonSchema.additionalProperties;
      }
      // Every whole number that JSON can carry: says nothing.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
}

function describePaths(): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of OPERATIONS) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: describe(operation) };
  }
  return paths;
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { tag, summary, description, params, query, body } = operation;
  return {
    operationId: nameOf(operation),
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: describeAccess(operation),
    ...(params === undefined && query === undefined
      ? {}
      : {
          requestParams: {
            ...(params === undefined ? {} : { path: params }),
            ...(query === undefined ? {} : { query }),
          },
        }),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: operation.isBodyOptional !== true,
            content: { 'application/json': { schema: body } },
          },
        }),
    responses: describeAnswers(operation),
  };
}

/** `putRecords`, `postUsersByUserIdDeactivate`: unique, and steady while the path is. */
function nameOf({ method, path }: Operation): string {
  const words = path
    .replace(/^\/v1/, '')
    .split(/[/.-]/)
    .filter((word) => word !== '')
    .map((word) => (word.startsWith(':') ? `by-${word.slice(1)}` : word));
  const capitals = words
    .flatMap((word) => word.split('-'))
    .map((word) => word[0]?.toUpperCase() + word.slice(1));
  return `${method}${capitals.join('')}`;
}

function describeAccess({ access }: Operation): Record<string, string[]>[] {
  if (access === 'anybody') return [];
  if (access === 'desktop' || access === 'administrator') return [{ desktop: [] }];
  return [{ apiKey: [access] }];
}

function describeAnswers(operation: Operation): ZodOpenApiResponsesObject {
  const { answer, answerType = 'application/json', otherAnswers = {} } = operation;
  const responses: Record<string, ZodOpenApiResponsesObject[`${1 | 2 | 3 | 4 | 5}${string}`]> = {};
  if (otherAnswers['101'] === undefined) responses['200'] = describeOk(answer, answerType);
  for (const [status, description] of Object.entries(otherAnswers)) responses[status] = { description };
  const refusals = refusalsOf(operation);
  for (const status of new Set(refusals.map(statusOf))) {
    const codes = new Set(refusals.filter((code) => statusOf(code) === status));
    responses[status] ??= {
      description: `${STATUS_CODES[status]}: ${[...codes].join(', ')}.`,
      content: { 'application/json': { schema: relayErrorSchema } },
    };
  }
  return responses;
}

function describeOk(answer: z.ZodType | undefined, type: string) {
  if (answer !== undefined) return { description: 'OK', content: { [type]: { schema: answer } } };
  return type === 'application/json' ? { description: 'OK' } : { description: 'OK', content: { [type]: {} } };
}

function refusalsOf({ access, params, query, body, refusals = [] }: Operation): readonly RefusalCode[] {
  const isKey = access !== 'anybody' && access !== 'desktop' && access !== 'administrator';
  return [
    ...((params ?? query ?? body) ? (['invalid-input'] as const) : []),
    ...(body === undefined ? [] : (['too-large'] as const)),
    ...(access === 'anybody' ? [] : (['unauthorised'] as const)),
    ...(access === 'desktop' || access === 'administrator' ? (['revoked'] as const) : []),
    ...(isKey || access === 'administrator' ? (['forbidden'] as const) : []),
    ...(isKey ? (['too-many-requests'] as const) : []),
    ...refusals,
    'internal',
  ];
}

function describeHook(summary: string, schema: z.ZodType) {
  return {
    post: {
      tags: ['CRM'],
      summary,
      description:
        'Signed as Standard Webhooks describe: webhook-id, webhook-timestamp, webhook-signature (v1). At least once, in order; a repetition has the same webhook-id.',
      requestBody: { required: true, content: { 'application/json': { schema } } },
      responses: {
        '2XX': { description: 'Taken. Anything else is tried again.' },
        '410': { description: 'Gone: the hook is paused at once.' },
      },
    },
  };
}
