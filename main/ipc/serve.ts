import { ipcMain } from 'electron';
import { CALL_CHANNEL } from '../../shared/ipc/names.ts';
import type { Log } from '../log.ts';
import { answerCall, fail } from './answer-call.ts';
import type { Handlers } from './handlers.ts';
import { isTrustedSender } from './trusted-sender.ts';

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
    if (!isTrustedSender(event, options.isOurWindow))
      return fail('forbidden', 'This call is not allowed from here.');
    return answerCall(options.handlers, name, input, options.log);
  });
  return () => ipcMain.removeHandler(CALL_CHANNEL);
}
