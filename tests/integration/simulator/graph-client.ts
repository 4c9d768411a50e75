import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import type { Simulator } from '../../../simulator/build-simulator.ts';

export type GraphReply = { readonly status: number; readonly headers: Headers; readonly body: Reply };
// Replies of many shapes are asserted on, not processed.
type Reply = {
  readonly [key: string]: unknown;
  readonly messages?: readonly { readonly id: string; readonly message_status?: string }[];
  readonly error?: {
    readonly code: number;
    readonly error_subcode?: number;
    readonly message: string;
    readonly type: string;
    readonly error_data?: { readonly details: string };
    readonly is_transient?: boolean;
  };
};

export type CallOptions = {
  readonly token?: string | undefined;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly version?: string;
};

/** One Graph call with the company token unless told otherwise; `body` goes as JSON. */
export async function callGraph(
  simulator: Simulator,
  path: string,
  options: CallOptions = {},
): Promise<GraphReply> {
  const token = 'token' in options ? options.token : demoTokens.company;
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...options.headers,
  };
  const response = await fetch(`${simulator.url}/${options.version ?? 'v26.0'}/${path}`, {
    method: options.method ?? (options.body === undefined ? 'GET' : 'POST'),
    headers,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  // Every Graph answer is JSON; the tests of other answers use fetch themselves.
  return { status: response.status, headers: response.headers, body: (await response.json()) as Reply };
}

export const messagesPath = `${demoIds.companyPhone}/messages`;

/** A send request for the company number. */
export function textTo(to: string, body = 'Hello'): object {
  return { messaging_product: 'whatsapp', to, type: 'text', text: { body } };
}

/** The job_opportunity template with both values. */
export function templateTo(to: string, extras: object = {}): object {
  const parameters = [
    { type: 'text', text: 'Sam' },
    { type: 'text', text: 'Priya' },
  ];
  return {
    messaging_product: 'whatsapp',
    to,
    type: 'template',
    template: {
      name: 'job_opportunity',
      language: { code: 'en_GB' },
      components: [{ type: 'body', parameters }],
    },
    ...extras,
  };
}
