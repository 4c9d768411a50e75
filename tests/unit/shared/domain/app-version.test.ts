import { expect, test } from 'vitest';
import { isOlderVersion } from '../../../../shared/domain/app-version.ts';

test.each([
  ['0.1.0', '0.2.0', true],
  ['0.9.0', '0.10.0', true],
  ['1.9.9', '2.0.0', true],
  ['2.0.0', '2.0.0', false],
  ['2.0.1', '2.0.0', false],
  ['10.0.0', '9.9.9', false],
  ['2.0.0-beta.1', '2.0.0', true],
  ['2.0.0', '2.0.0-beta.1', false],
  ['2.0.1-beta.1', '2.0.0', false],
  ['test', '0.0.1', true],
  ['', '0.0.1', true],
  ['1.2', '0.0.1', true],
  ['0.1.0', 'whatever', false],
])('%j is older than %j: %s', (version, minimum, expected) => {
  expect(isOlderVersion(version, minimum)).toBe(expected);
});
