import type { z } from 'zod';
import type { relayErrorSchema } from '../../../shared/protocol/http.ts';
import type { ApiKeyScope } from '../../log/api-key-log.ts';

export type RefusalCode = z.infer<typeof relayErrorSchema>['error']['code'];

/** One call of the relay's HTTP interface, as `docs/openapi.json` describes it. */
export type Operation = {
  readonly method: 'get' | 'put' | 'post' | 'patch' | 'delete';
  /** As fastify has it: `/v1/records/:id`. */
  readonly path: string;
  readonly tag: 'CRM' | 'Desktops' | 'Administrators' | 'Meta' | 'Operations';
  readonly summary: string;
  readonly description?: string;
  /** What the caller presents: nothing, a desktop's token (of an administrator), or an API key with a scope. */
  readonly access: 'anybody' | 'desktop' | 'administrator' | ApiKeyScope;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly isBodyOptional?: boolean;
  /** The body of a 200; absent when there is none that is worth a schema. */
  readonly answer?: z.ZodType;
  /** Where the answer is not JSON. */
  readonly answerType?: string;
  /** Beside 200. */
  readonly otherAnswers?: Readonly<Record<string, string>>;
  /** Refusals beyond what its access and its body imply. */
  readonly refusals?: readonly RefusalCode[];
};

/** Of a file of which a part may be asked for. */
export const PARTIAL_ANSWERS = {
  '206': 'The part that was asked for.',
  '304': 'The caller has it already.',
  '416': 'There is no such part.',
};
