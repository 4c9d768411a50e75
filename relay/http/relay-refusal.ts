import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AppError, type AppErrorCode } from '../../shared/domain/app-error.ts';
import type { relayErrorSchema } from '../../shared/protocol/http.ts';
import type { RelayLogger } from '../logger.ts';

type Code = z.infer<typeof relayErrorSchema>['error']['code'];

const STATUS: Record<Code, number> = {
  'invalid-input': 400,
  unauthorised: 401,
  revoked: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many-requests': 429,
  // Not 429: it is Meta's limit of the day, and asking again soon helps nobody.
  'limit-reached': 409,
  'not-set-up': 409,
  unavailable: 503,
  internal: 500,
};

/** How soon whoever is told 503 may ask again. */
export const RETRY_AFTER_SECONDS = 5;

/** Twice the largest body that any route takes. */
const MOST_DROPPED_BYTES = 64 * 1024 * 1024;

export function statusOf(code: Code): number {
  return STATUS[code];
}

/** An answer that is not 2xx: a code for programs and a sentence for people. */
export class RelayRefusal extends Error {
  readonly code: Code;

  constructor(code: Code, sentence: string) {
    super(sentence);
    this.name = 'RelayRefusal';
    this.code = code;
  }
}

/** Turns whatever went wrong into an answer without stack, SQL or input. Only what is our fault goes into the log. */
export function createErrorHandler(logger: RelayLogger) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void => {
    const refusal = toRefusal(error);
    if (refusal.code === 'internal') {
      logger.error({ method: request.method, route: request.routeOptions.url, error }, 'request failed');
    }
    sendRefusal(reply, refusal);
  };
}

export function sendRefusal(reply: FastifyReply, refusal: RelayRefusal): void {
  // Fastify would hang up on a body that is too large, and whoever still sends it would often never read why. So what
  // remains of it is read and dropped, within reason.
  const length = Number(reply.request.headers['content-length'] ?? 0);
  if (refusal.code === 'too-large' && length <= MOST_DROPPED_BYTES) void reply.removeHeader('connection');
  if (refusal.code === 'unavailable') void reply.header('retry-after', RETRY_AFTER_SECONDS);
  void reply.code(STATUS[refusal.code]).send({ error: { code: refusal.code, message: refusal.message } });
}

function toRefusal(error: FastifyError | Error): RelayRefusal {
  if (error instanceof RelayRefusal) return error;
  if (error instanceof AppError) return fromAppError(error);
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === 413) return new RelayRefusal('too-large', 'This is more than the relay takes at once.');
  if (status === 415)
    return new RelayRefusal('invalid-input', 'The body must be JSON (content-type application/json).');
  if (status === 429)
    return new RelayRefusal('too-many-requests', 'Too many attempts. Wait a minute and try again.');
  if (status !== undefined && status >= 400 && status < 500) {
    return new RelayRefusal('invalid-input', 'The request cannot be read: its body is not valid JSON.');
  }
  return new RelayRefusal(
    'internal',
    'Something went wrong in the relay. Try again; if it stays, look at its log.',
  );
}

/** Where our own codes have another name on the wire; the rest would be bugs here. */
const WIRE_CODES: Partial<Record<AppErrorCode, Code>> = {
  'invalid-input': 'invalid-input',
  forbidden: 'forbidden',
  'not-found': 'not-found',
  conflict: 'conflict',
  'limit-reached': 'limit-reached',
  'not-set-up': 'not-set-up',
  'secrets-unavailable': 'not-set-up',
  database: 'unavailable',
  'meta-unreachable': 'unavailable',
  'meta-refused': 'conflict',
};

function fromAppError(error: AppError): RelayRefusal {
  return new RelayRefusal(WIRE_CODES[error.code] ?? 'internal', error.message);
}

/** Parses what came from outside; the refusal names the place and the mistake in a sentence. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? 'The request' : issue.path.join('.');
  throw new RelayRefusal('invalid-input', `${place}: ${issue?.message ?? 'is not valid'}.`);
}
