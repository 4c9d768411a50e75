import type { UpdateOutcome } from '../store/frame/updates.ts';

/** How a look for a newer version goes on and ends. */
export const UPDATE_WORDS: Readonly<Record<UpdateOutcome | 'looking', string>> = {
  looking: 'Looking for a newer version …',
  off: 'Your administrator brings new versions of this app.',
  current: 'This is the newest version.',
  ready: 'A newer version is ready: see the bar above.',
  refused: 'A newer version was offered, and refused because it is not what its publisher made.',
  unreachable: 'The place of the updates cannot be reached. Try again later.',
};
