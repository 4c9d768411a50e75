// @ts-check
import { spawn } from 'node:child_process';

/**
 * Runs a command on this terminal. Ctrl-C and a kill are passed on, and this process waits until the command has ended
 * in its own way.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code; 0 when it ended because it was asked to
 */
export function runForeground(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: 'inherit', shell: process.platform === 'win32' });
    let wasAsked = false;
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => {
      wasAsked = true;
      child.kill(signal);
    };
    process.on('SIGINT', passOn);
    process.on('SIGTERM', passOn);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGINT', passOn);
      process.off('SIGTERM', passOn);
      resolve(wasAsked ? 0 : (code ?? 1));
    });
  });
}
