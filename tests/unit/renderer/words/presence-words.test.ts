import { expect, it } from 'vitest';
import { describePresence } from '../../../../renderer/words/presence-words.ts';

const who = (displayName: string, isTyping = false) => ({ displayName, isTyping });

it.each([
  [[], undefined],
  [[who('Ben')], 'Ben is looking at this'],
  [[who('Ben'), who('Marcus', true)], 'Marcus is typing…'],
  [[who('Ben', true), who('Marcus', true)], 'Ben and Marcus are typing…'],
  [[who('Ben'), who('Marcus'), who('Kate')], 'Ben and 2 others are looking at this'],
])('%j is %s', (viewers, words) => {
  expect(describePresence(viewers)).toBe(words);
});
