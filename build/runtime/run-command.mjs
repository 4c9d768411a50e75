// @ts-check
import { spawn } from 'node:child_process';

/** @typedef {{ isSuccess: boolean, output: string, wasTooSlow: boolean }} CommandResult */

/**
 * Runs a program quietly and answers with what it printed: shown by the caller only if it failed.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limitMs?: number, signal?: AbortSignal }} [options]
 *   `limitMs` and `signal` kill it.
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal ? { signal: options.signal } : {}),
    });
    let output = '';
    let wasTooSlow = false;
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    const stopwatch = options.limitMs
      ? setTimeout(() => {
          wasTooSlow = true;
          child.kill('SIGKILL');
        }, options.limitMs)
      : undefined;
    child.on('error', (error) => (output += error.message));
    child.on('close', (code) => {
      clearTimeout(stopwatch);
      resolve({ isSuccess: code === 0, output, wasTooSlow });
    });
  });
}
