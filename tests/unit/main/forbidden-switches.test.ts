import { expect, test } from 'vitest';
import { FORBIDDEN_SWITCHES, findForbiddenSwitch } from '../../../main/forbidden-switches.ts';

const find = (given: readonly string[], isRoot = false, isDrivable = false) =>
  findForbiddenSwitch({ hasSwitch: (name) => given.includes(name), isRoot, isDrivable });

test.each(FORBIDDEN_SWITCHES)('an installed app does not start with --%s', (name) => {
  expect(find(['lang', name])).toBe(name);
});

test('what users and systems give is no reason: the folder, the language, a hidden start', () => {
  expect(
    find(['user-data-dir', 'lang', 'hidden', 'force-device-scale-factor', 'proxy-server']),
  ).toBeUndefined();
});

test('root starts without the sandbox, which it cannot have; nobody else does', () => {
  expect(find(['no-sandbox'], true)).toBeUndefined();
  expect(find(['no-sandbox'], false)).toBe('no-sandbox');
});

test('a copy that a test has opened may be driven, and that is all', () => {
  expect(find(['remote-debugging-port'], false, true)).toBeUndefined();
  expect(find(['remote-debugging-port', 'js-flags'], false, true)).toBe('js-flags');
  expect(find(['remote-debugging-pipe'], false, true)).toBe('remote-debugging-pipe');
});
