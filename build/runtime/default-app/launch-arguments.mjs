// @ts-check
/** @typedef {{ appPath: string | undefined, preloads: string[] }} LaunchArguments */

/**
 * Reads the arguments of `electron [-r <module>] [switches] <app> [arguments of the app]`.
 * Switches are left for Chromium and for the app: they are only stepped over.
 *
 * @param {readonly string[]} args without the executable
 * @returns {LaunchArguments}
 */
export function parseLaunchArguments(args) {
  /** @type {string[]} */
  const preloads = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (argument === '-r' || argument === '--require') {
      index += 1;
      const preload = args[index];
      if (preload !== undefined) preloads.push(preload);
    } else if (argument.startsWith('--require=')) {
      preloads.push(argument.slice('--require='.length));
    } else if (!argument.startsWith('-')) {
      return { appPath: argument, preloads };
    }
  }
  return { appPath: undefined, preloads };
}
