import type { ZodError } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { ipcCalls } from '../../shared/ipc/contract.ts';
import type { CallName, IpcAnswer, IpcError } from '../../shared/ipc/types.ts';
import type { Log } from '../log.ts';
import type { Handlers } from './handlers.ts';

/** Parses, runs and wraps one call. */
export async function answerCall(
  handlers: Handlers,
  name: unknown,
  input: unknown,
  log: Log,
): Promise<IpcAnswer<unknown>> {
  if (!isCallName(name)) return fail('invalid-input', 'There is no such call.');
  const parsed = ipcCalls[name].input.safeParse(input);
  if (!parsed.success) return fail('invalid-input', describeIssue(parsed.error));
  try {
    // The schema of this very name produced the input; the mapped type cannot follow that through a union.
    const run = handlers[name] as (value: unknown) => Promise<unknown>;
    const value = await run(parsed.data);
    // Parsing the output strips what the contract does not name, so that nothing leaks by being added in main.
    return { ok: true, value: ipcCalls[name].output.parse(value) };
  } catch (error) {
    return { ok: false, error: toIpcError(error, name, log) };
  }
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(ipcCalls, name);
}

function describeIssue(error: ZodError): string {
  const issue = error.issues[0];
  const path = issue?.path.join('.') ?? '';
  return path === ''
    ? 'The input is not of the expected form.'
    : `The input is not of the expected form at ${path}.`;
}

function toIpcError(error: unknown, name: CallName, log: Log): IpcError {
  if (error instanceof AppError)
    return { code: error.code, message: error.message, retryable: error.retryable };
  log.error('call failed', {
    name,
    kind: error instanceof Error ? error.name : typeof error,
    message: String(error),
  });
  return { code: 'internal', message: 'Something went wrong in the app. Please try again.', retryable: true };
}

/** The envelope of a refusal. */
export function fail(code: IpcError['code'], message: string): IpcAnswer<never> {
  return { ok: false, error: { code, message, retryable: false } };
}
