import { type StagedFile, stagedFileSchema } from '../shared/ipc/views.ts';
import { AppError } from '../shared/domain/app-error.ts';
import type { Bridge, CallInput, CallName, CallOutput, EventBody, EventName } from '../shared/ipc/types.ts';

declare global {
  interface Window {
    readonly colleague: Bridge;
  }
}

/**
 * Asks main and answers its value.
 * @throws AppError with a sentence for the user, whatever went wrong on the way.
 */
export async function callMain<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const answer = await window.colleague.call(name, input);
  if (answer.ok) return answer.value;
  throw new AppError(answer.error.code, answer.error.message, { retryable: answer.error.retryable });
}

/**
 * Hands a file that the user attached to main, which keeps it until it is sent.
 * @throws AppError when main cannot take it.
 */
export async function stageFile(file: File): Promise<StagedFile> {
  const response = await fetch('/attachments', {
    method: 'POST',
    headers: {
      'content-type': file.type === '' ? 'application/octet-stream' : file.type,
      'x-file-name': encodeURIComponent(file.name),
    },
    body: file,
  });
  if (!response.ok) throw new AppError('internal', 'The file could not be attached. Try again.');
  return stagedFileSchema.parse(await response.json());
}

/** Listens to main; answers the function that ends it. */
export function listenToMain<Name extends EventName>(
  name: Name,
  listener: (body: EventBody<Name>) => void,
): () => void {
  return window.colleague.on(name, listener);
}

/** The sentence to show for whatever was thrown. */
export function explainError(error: unknown): string {
  return error instanceof AppError ? error.message : 'Something went wrong in the app. Try again.';
}
