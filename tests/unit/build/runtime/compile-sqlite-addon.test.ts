import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { patchBindingGyp } from '../../../../build/runtime/compile-sqlite-addon.mjs';

test('The installed package is asked for Node-API 9 with its experimental part.', () => {
  const patched = patchBindingGyp(readFileSync('node_modules/better-sqlite3/binding.gyp', 'utf8'));
  expect(patched).toContain("'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'");
  expect(patched).not.toContain('NAPI_VERSION');
});

test('A package that asks for something else is not compiled blindly.', () => {
  expect(() => patchBindingGyp("'defines': ['NAPI_VERSION=11']")).toThrow('Node-API 10');
});
