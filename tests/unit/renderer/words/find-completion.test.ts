import { describe, expect, it } from 'vitest';
import { findCompletion, matchEmoji } from '../../../../renderer/words/find-completion.ts';

describe('what asks for a completion', () => {
  it.each([
    ['Well done :smi', { kind: 'emoji', from: 10, query: 'smi' }],
    [':+1', { kind: 'emoji', from: 0, query: '+1' }],
    ['Line\n:Tad', { kind: 'emoji', from: 5, query: 'tad' }],
    ['/', { kind: 'canned-reply', from: 0, query: '' }],
    ['Hi /avail', { kind: 'canned-reply', from: 3, query: 'avail' }],
  ])('%s', (text, found) => {
    expect(findCompletion(text, text.length)).toEqual(found);
  });

  it.each([
    'at 10:30',
    'a: b',
    ': ',
    ':s',
    'and/or',
    'https://example.org',
    '24/7',
    '/thanks for',
    'note:done',
  ])('nothing in %s', (text) => {
    expect(findCompletion(text, text.length)).toBeUndefined();
  });

  it('looks only at what stands before the caret', () => {
    expect(findCompletion('/ab cd', 2)).toEqual({ kind: 'canned-reply', from: 0, query: 'a' });
  });
});

it('offers the emoji whose shortest name begins so first', () => {
  const named = [
    { emoji: '😾', codes: ['pouting_smile'] },
    { emoji: '😄', codes: ['smile'] },
    { emoji: '😸', codes: ['smile_cat'] },
    { emoji: '👍', codes: ['+1', 'thumbsup'] },
  ];
  expect(matchEmoji(named, 'smile', 2).map(({ emoji }) => emoji)).toEqual(['😄', '😸']);
  expect(matchEmoji(named, 'thumb', 5)).toEqual([{ emoji: '👍', code: 'thumbsup' }]);
});
