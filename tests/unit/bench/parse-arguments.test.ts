import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../bench/parse-arguments.ts';

const NAMES = ['webhooks', 'start'];

describe('parseArguments', () => {
  it.each([
    [[], { kind: 'run', only: undefined, isJson: false }],
    [['--json'], { kind: 'run', only: undefined, isJson: true }],
    [['--only', 'start', '--json'], { kind: 'run', only: 'start', isJson: true }],
    [['--only=webhooks'], { kind: 'run', only: 'webhooks', isJson: false }],
    [['--help'], { kind: 'help' }],
    [['-h', '--only', 'nonsense'], { kind: 'help' }],
  ])('reads %j', (words, expected) => {
    expect(parseArguments(words, NAMES)).toEqual(expected);
  });

  it.each([
    [['--only', 'strat'], /^There is no bench "strat"\. There are: webhooks, start\.$/],
    [['--only'], /--only NAME, --json and --help\. There are: webhooks, start\.$/],
    [['--fast'], /^Unknown option '--fast'\. Known are --only NAME/],
    [['start'], /^Unexpected argument 'start'\. /],
    [['--json=yes'], /does not take an argument\. Known are/],
  ])('answers %j with a sentence', (words, sentence) => {
    expect(parseArguments(words, NAMES)).toEqual({
      kind: 'wrong',
      sentence: expect.stringMatching(sentence),
    });
  });
});
