import { expect, test } from 'vitest';
import { isEmojiOnly, isOneEmoji } from '../../../../shared/domain/emoji.ts';

test.each(['👍', '👍🏽', '🇬🇧', '👨‍👩‍👧', '🙏 🙏', '❤️'])('%s is shown large', (text) => {
  expect(isEmojiOnly(text)).toBe(true);
});

test.each(['', ' ', 'ok 👍', '1', '#', '👍👍👍👍', 'Yes'])('%j is shown as text', (text) => {
  expect(isEmojiOnly(text)).toBe(false);
});

test.each(['👍', '❤', '❤️', '👍🏽', '🇬🇧', '👨‍👩‍👧', '1️⃣'])('%s is a reaction', (text) => {
  expect(isOneEmoji(text)).toBe(true);
});

test.each(['', ' ', 'a', '1', '#', '👍👍', '👍 ', 'ok 👍', '👍'.repeat(30)])('%j is none', (text) => {
  expect(isOneEmoji(text)).toBe(false);
});
