import { describe, expect, test } from 'vitest';
import { describeLoss, nameSignOut } from '../../../../renderer/words/sign-out-words.ts';

describe('what a sign-out is said to lose', () => {
  test.each([
    [undefined, 'Telling your agency of the last messages…', 'Sign out'],
    [{ unpublished: 0, unsent: 0 }, 'Your agency keeps everything that was sent and received.', 'Sign out'],
    [{ unpublished: 0, unsent: 1 }, '1 message still waits to be sent and will not go out.', 'Sign out'],
  ])('for %o', (loss, sentence, button) => {
    expect(describeLoss(loss)).toBe(sentence);
    expect(nameSignOut(loss)).toBe(button);
  });

  test('names history that the agency would never get, and how to keep it', () => {
    const loss = { unpublished: 2, unsent: 3 };
    expect(describeLoss(loss)).toMatch(
      /^2 messages of your own number are not in your agency’s history yet/u,
    );
    expect(describeLoss(loss)).toContain('3 messages still wait to be sent and will not go out.');
    expect(describeLoss({ unpublished: 1, unsent: 0 })).toContain(
      'it is missing there for ever. To keep it, cancel',
    );
    expect(nameSignOut(loss)).toBe('Sign out and lose 2 messages');
  });
});
