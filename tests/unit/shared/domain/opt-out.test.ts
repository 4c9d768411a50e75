import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { findConsentWord } from '../../../../shared/domain/opt-out.ts';

test.each([
  'STOP',
  'stop',
  ' Stop. ',
  'stop!!!',
  '"STOP"',
  '"STOP."',
  '“stop”.',
  '‘Stop!’',
  'Opt  Out',
  'opt-out',
  'UNSUBSCRIBE',
  'remove me',
  'stop\n',
  'stop,',
])('%j is a request to stop', (text) => {
  expect(findConsentWord(text)).toBe('stop');
});

test.each(['START', 'unstop', 'Subscribe.', 'opt in'])('%j is a request to start again', (text) => {
  expect(findConsentWord(text)).toBe('start');
});

test.each([
  '',
  '.',
  'please don’t stop',
  'Stop by the office tomorrow',
  'non-stop',
  'stopped',
  'stop?',
  'the end',
  'When do I start',
  'Full stop',
  'don’t cancel',
])('%j is no request', (text) => {
  expect(findConsentWord(text)).toBeUndefined();
});

it('does not mind case, blanks, quotes and an ending', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('stop', 'unsubscribe', 'opt out', 'start', 'opt-in'),
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      fc.constantFrom('', ' ', '"', '“', '\n '),
      fc.constantFrom('', '.', '!', ' ! ', '"', '”.', ' \n'),
      (word, upper, before, after) => {
        const cased = word
          .split('')
          .map((letter, index) => (upper[index] ? letter.toUpperCase() : letter))
          .join('');
        expect(findConsentWord(before + cased + after)).toBe(findConsentWord(word));
      },
    ),
  );
});

it('finds nothing in a longer sentence', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('stop', 'start', 'cancel'),
      fc.stringMatching(/^[a-z]{2,10}$/),
      (word, other) => {
        fc.pre(!['opt', 'me'].includes(other));
        expect(findConsentWord(`${other} ${word} ${other}`)).toBeUndefined();
      },
    ),
  );
});

it('is quick with a wall of blanks', () => {
  expect(findConsentWord(`${' '.repeat(60_000)}x`)).toBeUndefined();
});
