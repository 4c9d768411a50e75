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
