import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { ZodError } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { ipcCalls } from '../../shared/ipc/contract.ts';
import { CALL_CHANNEL } from '../../shared/ipc/names.ts';
import type { CallName, IpcAnswer, IpcError } from '../../shared/ipc/types.ts';
import type { Log } from '../log.ts';
import { isAppUrl } from '../security.ts';
import type { Handlers } from './handlers.ts';

type Sender = Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>;

/**
 * The one file with ipcMain. Every call: who asks, what is asked, run, answer in an envelope. Nothing is answered with
 * silence, and an error carries a sentence and a code, never a stack.
 */
export function serveCalls(options: {
  readonly handlers: Handlers;
  readonly isOurWindow: (webContentsId: number) => boolean;
  readonly log: Log;
}): () => void {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown) => {
    // Read now: the frame is null once it has navigated.
    if (!isTrustedSender(event, options.isOurWindow)) return fail('forbidden', 'This call is not allowed from here.');
    return answerCall(options.handlers, name, input, options.log);
  });
  return () => ipcMain.removeHandler(CALL_CHANNEL);
}

/** Our window's main frame, showing our own page. */
export function isTrustedSender(event: Sender, isOurWindow: (webContentsId: number) => boolean): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame === undefined || frame.parent !== null) return false;
  return isAppUrl(frame.url) && isOurWindow(event.sender.id);
}

/** Parses, runs and wraps one call. Exported for its tests: it needs no Electron. */
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
  return path === '' ? 'The input is not of the expected form.' : `The input is not of the expected form at ${path}.`;
}

function toIpcError(error: unknown, name: CallName, log: Log): IpcError {
  if (error instanceof AppError) return { code: error.code, message: error.message, retryable: error.retryable };
  log.error('call failed', { name, kind: error instanceof Error ? error.name : typeof error, message: String(error) });
  return { code: 'internal', message: 'Something went wrong in the app. Please try again.', retryable: true };
}

function fail(code: IpcError['code'], message: string): IpcAnswer<never> {
  return { ok: false, error: { code, message, retryable: false } };
}
