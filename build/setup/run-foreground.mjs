// @ts-check
import { spawn } from 'node:child_process';

import { endRequest } from './end-request.mjs';

/** For an app that does not end when it is asked to. */
const PATIENCE_MS = 15_000;

/**
 * Runs a command on this terminal. A request to end is passed on, and this process waits until the command has ended in
 * its own way; none is started after such a request.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code; 1 when it was ended, or did not start
 */
export function runForeground(command, args, env) {
  if (endRequest.aborted) return Promise.resolve(1);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: 'inherit', shell: process.platform === 'win32' });
    /** @type {NodeJS.Timeout | undefined} */
    let patience;
    const askToEnd = () => {
      child.kill('SIGTERM');
      patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    };
    endRequest.addEventListener('abort', askToEnd);
    const forget = () => {
      clearTimeout(patience);
      endRequest.removeEventListener('abort', askToEnd);
    };
    child.on('error', (error) => {
      forget();
      reject(error);
    });
    child.on('close', (code) => {
      forget();
      resolve(code ?? 1);
    });
  });
}
