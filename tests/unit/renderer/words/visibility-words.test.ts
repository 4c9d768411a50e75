import { expect, test } from 'vitest';
import { describeVisibilityChange } from '../../../../renderer/words/visibility-words.ts';

test.each([
  ['everyone', 'own', /delete .* come back/u],
  ['everyone', 'team', /delete .* come back/u],
  ['team', 'own', /delete .* come back/u],
  ['own', 'team', /fetch .* said before/u],
  ['team', 'everyone', /fetch .* said before/u],
] as const)('from %s to %s, the question says what happens on the desktops', (from, to, words) => {
  expect(describeVisibilityChange(from, to)).toMatch(words);
});
