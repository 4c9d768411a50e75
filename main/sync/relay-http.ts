import type { z } from 'zod';
import { lookUp } from '../../shared/domain/look-up.ts';
import { AppError, type AppErrorCode } from '../../shared/domain/app-error.ts';
import { boundAnswers } from '../network/bound-answers.ts';
import { describeFailure } from '../network/describe-failure.ts';
import { relayErrorSchema } from '../../shared/protocol/http.ts';

export type RelayHttp = {
  /**
   * One call. Throws AppError: `relay-unreachable` (retryable) when no answer came, `relay-refused` and its kin with the
   * relay's own sentence when it said no.
   */
  request<Schema extends z.ZodType>(call: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    readonly path: string;
    readonly body?: unknown;
    readonly answer: Schema;
  }): Promise<z.infer<Schema>>;
  /** Begins to fetch bytes; `signal` ends it. Throws as `request` does. The caller watches for silence. */
  download(call: {
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  }): Promise<{
    readonly status: number;
    readonly headers: Headers;
    readonly body: AsyncIterable<Uint8Array>;
  }>;
};

const TIMEOUT_MS = 20_000;

export function createRelayHttp(options: {
  readonly relayUrl: string;
  readonly deviceToken: string | undefined;
  readonly userAgent: string;
  readonly fetch: typeof fetch;
  /** How long the relay may take; default 20 seconds. */
  readonly timeoutMs?: number;
  /** The relay says that an administrator has removed this desktop. */
  readonly onRevoked?: () => void;
}): RelayHttp {
  const headers: Record<string, string> = { 'user-agent': options.userAgent, accept: 'application/json' };
  if (options.deviceToken !== undefined) headers['authorization'] = `Bearer ${options.deviceToken}`;
  const fetchAnswer = boundAnswers(options.fetch);
  return {
    async request({ method, path, body, answer }) {
      const response = await reach(options.relayUrl, () =>
        fetchAnswer(`${options.relayUrl}${path}`, {
          method,
          headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          redirect: 'error',
          signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
        }),
      );
      const text = await reach(options.relayUrl, () => response.text());
      const json = parseJson(text);
      if (isRevocation(response.status, json)) options.onRevoked?.();
      if (!response.ok) throw refusal(options.relayUrl, response.status, json);
      const parsed = answer.safeParse(json);
      if (parsed.success) return parsed.data;
      throw new AppError(
        'relay-refused',
        'The relay answered in a way that this version does not understand.',
      );
    },
    async download({ path, headers: more, signal }) {
      const response = await reach(options.relayUrl, () =>
        options.fetch(`${options.relayUrl}${path}`, {
          headers: { ...headers, ...more, accept: '*/*' },
          redirect: 'error',
          signal,
        }),
      );
      if (response.ok) {
        return { status: response.status, headers: response.headers, body: response.body ?? NOTHING };
      }
      const json = parseJson(await reach(options.relayUrl, () => readRefusal(response)));
      if (isRevocation(response.status, json)) options.onRevoked?.();
      throw refusal(options.relayUrl, response.status, json);
    },
  };
}

/** Why a file is not handed out is said in a few words: what is longer does not come from the relay. */
async function readRefusal(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? NOTHING) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_REFUSAL_LENGTH) return '';
  }
  return text;
}

const MAX_REFUSAL_LENGTH = 64 * 1024;

const NOTHING: AsyncIterable<Uint8Array> = (async function* () {})();

async function reach<Value>(relayUrl: string, attempt: () => Promise<Value>): Promise<Value> {
  try {
    return await attempt();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const sentence = describeFailure(cause, relayUrl) ?? UNREACHABLE;
    throw new AppError('relay-unreachable', sentence, { cause, retryable: true });
  }
}

const UNREACHABLE = 'The agency’s relay cannot be reached. Check the connection and try again.';

function refusal(relayUrl: string, status: number, body: unknown): AppError {
  const parsed = relayErrorSchema.safeParse(body);
  if (!parsed.success) return strangerRefusal(relayUrl, status);
  const { code, message } = parsed.data.error;
  return new AppError(lookUp(CODES, code) ?? 'relay-refused', message, {
    retryable: status >= 500 || status === 429,
  });
}

/** Not the relay has answered, but what stands before it, or something else altogether. */
function strangerRefusal(relayUrl: string, status: number): AppError {
  const { host } = new URL(relayUrl);
  if (status < 500) return new AppError('relay-refused', describeStranger(relayUrl));
  return new AppError(
    'relay-refused',
    `There is a server at ${host}, but the relay behind it does not answer just now (${status}). Try again in a few minutes; if it stays, tell whoever runs the relay.`,
    { retryable: true },
  );
}

/** What to say where something answers that is no relay. */
export function describeStranger(relayUrl: string): string {
  return `Something answers at ${new URL(relayUrl).host}, but it is not a relay. Check that the address is exactly the one that your administrator gave you.`;
}

/** Only the relay's own word counts: a 401 alone may come from anything that stands in between. */
export function isRevocation(status: number | undefined, body: unknown): boolean {
  return status === 401 && relayErrorSchema.safeParse(body).data?.error.code === 'revoked';
}

const CODES: Readonly<Partial<Record<string, AppErrorCode>>> = {
  'invalid-input': 'invalid-input',
  unauthorised: 'not-signed-in',
  revoked: 'not-signed-in',
  forbidden: 'forbidden',
  'not-found': 'not-found',
  conflict: 'conflict',
  'limit-reached': 'limit-reached',
};

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
