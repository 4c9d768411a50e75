// @ts-check
import { runCommand } from './run-command.mjs';

/**
 * How to start npm: inside an npm script by its own file, which needs no shell on Windows.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ command: string, args: string[] }}
 */
export function findNpm(env = process.env) {
  const file = env['npm_execpath'];
  if (file?.endsWith('.js')) return { command: process.execPath, args: [file] };
  return { command: 'npm', args: [] };
}

/**
 * @param {readonly string[]} args
 * @param {Parameters<typeof runCommand>[2]} [options]
 */
export function runNpm(args, options) {
  const npm = findNpm();
  return runCommand(npm.command, [...npm.args, ...args], options);
}
