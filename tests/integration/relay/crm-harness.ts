import { z } from 'zod';
import type { Relay } from '../../../relay/build-relay.ts';
import { findAnswerSchema } from './describe-answer.ts';
import { API_KEY_SCOPES, type ApiKeyScope } from '../../../relay/log/api-key-log.ts';

export type CrmAnswer = { readonly status: number; readonly headers: Headers; readonly json: unknown };
export type Crm = {
  readonly key: string;
  call(method: string, route: string, body?: unknown): Promise<CrmAnswer>;
};

/** The CRM of the agency, with a key of its own. */
export async function connectCrm(
  relay: Relay,
  scopes: readonly ApiKeyScope[] = API_KEY_SCOPES,
  name = 'CRM',
): Promise<Crm> {
  return crmWith(relay.url, await relay.admin.addApiKey({ name, scopes }));
}

export function crmWith(url: string, key: string | undefined): Crm {
  return {
    key: key ?? '',
    async call(method, route, body) {
      const response = await fetch(`${url}${route}`, {
        method,
        headers: {
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const json: unknown = text === '' ? undefined : JSON.parse(text);
      // Whatever a test asks for, the answer is what the OpenAPI document promises.
      const mistakes = findAnswerSchema(method, route, response.status)?.safeParse(json).error;
      if (mistakes !== undefined) throw new Error(`${method} ${route}: ${z.prettifyError(mistakes)}`);
      return { status: response.status, headers: response.headers, json };
    },
  };
}
