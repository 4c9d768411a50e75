import { expect, test } from 'vitest';
import type { ChannelId, UserId } from '../../../../shared/domain/ids.ts';
import {
  describeWindow,
  explainOpenThread,
  formatRemaining,
} from '../../../../renderer/words/window-words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = new Date(2026, 10, 22, 14, 0).getTime();

test.each([
  [23 * HOUR + 12 * MINUTE + 59_999, '23 h 12 m'],
  [HOUR, '1 h 0 m'],
  [59 * MINUTE + 30_000, '59 m'],
  [MINUTE, '1 m'],
  [59_999, 'under a minute'],
])('%i ms are counted down as %s', (remaining, words) => {
  expect(formatRemaining(remaining)).toBe(words);
});

test.each([
  [undefined, 'never-opened', 'Not opened'],
  [NOW + 5 * HOUR, 'open', 'Open 5 h'],
  [NOW + 2 * HOUR, 'closing-soon', '2 h 0 m left'],
  [NOW + 1, 'closing-soon', 'under a minute left'],
  [NOW, 'closed', 'Closed'],
  [NOW - HOUR, 'closed', 'Closed'],
])('a window that closes at %s is %s', (closesAt, state, label) => {
  expect(describeWindow(closesAt, NOW)).toMatchObject({ state, label });
});

test('who could not be reached is not said to have kept a window closed', () => {
  expect(describeWindow(undefined, NOW, true)).toMatchObject({ state: 'failed', label: 'Not reached' });
  expect(describeWindow(NOW + HOUR, NOW, true).state).toBe('closing-soon');
});

test.each([
  [undefined, / Nobody holds this conversation yet\.$/u],
  [{ userId: 'me' as UserId, displayName: 'Priya Shah' }, /No template is needed\.$/u],
  [{ userId: 'kate' as UserId, displayName: 'Kate Morgan' }, / Kate Morgan holds this conversation\.$/u],
])('an open window is told with its number, its end and its holder', (owner, end) => {
  const channel = { id: 'ch1' as ChannelId, kind: 'company', name: 'Agency' } as const;
  const words = explainOpenThread({ personName: 'Sam', channel, owner }, NOW + 5 * HOUR, 'me' as UserId, NOW);
  expect(words).toContain('You can write freely to Sam: the service window on Agency is open until 19:00.');
  expect(words).toMatch(end);
});
