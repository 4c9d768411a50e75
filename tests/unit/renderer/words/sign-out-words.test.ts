import { describe, expect, test } from 'vitest';
import { describeLoss, nameSignOut } from '../../../../renderer/words/sign-out-words.ts';

describe('what a sign-out is said to lose', () => {
  test.each([
    [undefined, 'Telling your agency of the last messages…', 'Sign out'],
    [
      { unpublished: 0, unsent: 0, unfiled: 0 },
      'Your agency keeps everything that was sent and received.',
      'Sign out',
    ],
    [
      { unpublished: 0, unsent: 0, unfiled: 1 },
      '1 file still waits to be filed on a record or taken off one, and that will not happen.',
      'Sign out',
    ],
    [
      { unpublished: 0, unsent: 0, unfiled: 2 },
      '2 files still wait to be filed on records or taken off them, and that will not happen.',
      'Sign out',
    ],
    [
      { unpublished: 0, unsent: 1, unfiled: 0 },
      '1 message still waits to be sent and will not go out.',
      'Sign out',
    ],
  ])('for %o', (loss, sentence, button) => {
    expect(describeLoss(loss)).toBe(sentence);
    expect(nameSignOut(loss)).toBe(button);
  });

  test('names history that the agency would never get, and how to keep it', () => {
    const loss = { unpublished: 2, unsent: 3, unfiled: 0 };
    expect(describeLoss(loss)).toMatch(
      /^2 messages of your own number are not in your agency’s history yet/u,
    );
    expect(describeLoss(loss)).toContain('3 messages still wait to be sent and will not go out.');
    expect(describeLoss({ unpublished: 1, unsent: 0, unfiled: 0 })).toContain(
      'it is missing there for ever. To keep it, cancel',
    );
    expect(nameSignOut(loss)).toBe('Sign out and lose 2 messages');
  });
});
