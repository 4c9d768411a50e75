import { expect, test } from 'vitest';
import { type ScrollFacts, decideFollow } from '../../../../renderer/screens/decide-follow.ts';

const AT_END: ScrollFacts = { wasFollowing: true, movedUp: false, isPulled: false, isEndInView: true };
const ABOVE: ScrollFacts = { wasFollowing: false, movedUp: false, isPulled: false, isEndInView: false };

test.each([
  ['at the end: stays', AT_END, true],
  ['a message came below', { ...AT_END, isEndInView: false }, true],
  [
    'a message came below while the wheel turns down',
    { ...AT_END, isPulled: true, isEndInView: false },
    true,
  ],
  ['the list moved up by itself', { ...AT_END, movedUp: true, isEndInView: false }, true],
  ['the reader pulled up, with the end still in view', { ...AT_END, movedUp: true, isPulled: true }, false],
  ['a message came below who has scrolled up', ABOVE, false],
  ['the reader moves about above', { ...ABOVE, isPulled: true }, false],
  ['the reader comes down to the end', { ...ABOVE, isPulled: true, isEndInView: true }, true],
  ['all messages fit', { ...ABOVE, isEndInView: true }, true],
] as const)('%s', (_what, facts, follows) => {
  expect(decideFollow(facts)).toBe(follows);
});
