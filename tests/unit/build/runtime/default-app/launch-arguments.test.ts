import { expect, test } from 'vitest';
import { parseLaunchArguments } from '../../../../../build/runtime/default-app/launch-arguments.mjs';

test.each([
  ['an app alone', ['.'], '.', []],
  ['switches before the app', ['--no-sandbox', '--user-data-dir=/data', '.'], '.', []],
  ['switches after the app', ['.', '--user-data-dir=/data', '-r', 'mine'], '.', []],
  ['what Playwright passes', ['-r', '/loader.js', '--inspect=0', '/app', 'more'], '/app', ['/loader.js']],
  ['modules in both spellings', ['--require', 'a', '--require=b', '-r', 'c', '.'], '.', ['a', 'b', 'c']],
  ['no app', ['--no-sandbox'], undefined, []],
  ['nothing', [], undefined, []],
  ['a module that is missing', ['-r'], undefined, []],
])('The app is found among %s.', (_case, args, appPath, preloads) => {
  expect(parseLaunchArguments(args)).toEqual({ appPath, preloads });
});
