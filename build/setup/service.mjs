// @ts-check
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const PATIENCE_MS = 2_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.once('exit', () => running.forEach((child) => killGroup(child, 'SIGKILL')));

/**
 * A program that runs behind another one and prints nothing here.
 *
 * It gets a session of its own: Ctrl-C goes to all programs of a terminal, and a display that ends with the app on it
 * crashes the app. And it ends with this process, however that ends short of a SIGKILL.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, input?: string }} [options]
 * @returns {Promise<import('node:child_process').ChildProcess>} once it runs; file descriptor 3 is a pipe to read from
 */
export function startService(command, args, { env = process.env, input = '' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, detached: true, stdio: ['pipe', 'ignore', 'ignore', 'pipe'] });
    running.add(child);
    child.once('exit', () => running.delete(child));
    child.once('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.once('spawn', () => {
      // A program that does not read its input may have closed it.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
      resolve(child);
    });
  });
}

/**
 * What the service answers on file descriptor 3 when it is ready.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>}
 */
export function readAnswer(child) {
  return new Promise((resolve, reject) => {
    const pipe = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
    const lines = createInterface({ input: pipe });
    lines.once('line', resolve);
    lines.once('close', () => reject(new Error(`${child.spawnfile} ended before it was ready.`)));
  });
}

/**
 * Ends the service and what it has started.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<void>}
 */
export function endService(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const patience = setTimeout(() => killGroup(child, 'SIGKILL'), PATIENCE_MS);
    child.once('exit', () => {
      clearTimeout(patience);
      // What it has started may be one that does not listen.
      killGroup(child, 'SIGKILL');
      resolve();
    });
    killGroup(child, 'SIGTERM');
  });
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function killGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself in the meantime.
  }
}
