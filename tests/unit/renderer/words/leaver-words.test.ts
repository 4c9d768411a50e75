import { describe, expect, test } from 'vitest';
import { describeLeaver } from '../../../../renderer/words/leaver-words.ts';

describe('what is said before somebody is deactivated', () => {
  test.each([
    [0, 0, 'Priya can no longer sign in. They have no desktop. They hold no conversation.'],
    [0, undefined, 'Priya can no longer sign in. They have no desktop. Counting their conversations…'],
    [0, 1, 'Priya can no longer sign in. They have no desktop. They hold 1 conversation.'],
  ])('with %s desktops and %s conversations', (desktops, conversations, words) => {
    expect(describeLeaver('Priya', desktops, conversations)).toBe(words);
  });

  test('that desktops lose everything for ever', () => {
    expect(describeLeaver('Priya', 1, 2)).toContain('Their desktop deletes everything');
    expect(describeLeaver('Priya', 2, 1_200)).toMatch(
      /Their 2 desktops delete .* cannot be undone\. They hold 1,200 conversations\.$/u,
    );
  });
});
