import { AppError } from '../../shared/domain/app-error.ts';

/** No answer that is read as a whole comes near it: a page of old messages, the largest, has a few hundred kilobytes. */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/**
 * `fetch` whose answers end: whoever reads one is given at most `MAX_ANSWER_BYTES`, then an AppError, and the connection is
 * let go. For answers that are read as a whole; files are written down as they come and have a limit of their own.
 */
export function boundAnswers(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const { status, headers } = response;
    return new Response(response.body.pipeThrough(createLimit()), { status, headers });
  };
}

function createLimit(): TransformStream<Uint8Array, Uint8Array> {
  let length = 0;
  return new TransformStream({
    transform(chunk, controller) {
      length += chunk.length;
      if (length <= MAX_ANSWER_BYTES) controller.enqueue(chunk);
      else controller.error(new AppError('relay-refused', 'The answer was too large to be one of ours.'));
    },
  });
}
